#pragma once
#include <folly/ExceptionWrapper.h>
#include <folly/Unit.h>

namespace folly {
class error_or_stopped {
public:
  bool has_stopped() const;
  exception_wrapper to_exception_wrapper() &&;
};
template <class Derived, class T> class result_crtp {
public:
  [[nodiscard]] bool has_value() const;
  [[nodiscard]] bool has_stopped() const;
  class error_or_stopped error_or_stopped() &&;
};
template <class T = void> class [[nodiscard]] result final : public result_crtp<result<T>, T> {
public:
  result(result &&) noexcept;
  [[nodiscard]] const T &value_or_throw() const &;
  [[nodiscard]] T &&value_or_throw() &&;
};
template <> class [[nodiscard]] result<void> final : public result_crtp<result<void>, void> {
public:
  result(result &&) noexcept;
  void value_or_throw() const;
};
} // namespace folly
