#pragma once
#include <utility>

namespace folly {
template <class Value, class Error> class [[nodiscard]] Expected {
public:
  Expected(Expected &&) noexcept;
  ~Expected();
  bool hasValue() const noexcept;
  bool hasError() const noexcept;
  explicit operator bool() const noexcept;
  const Value &value() const &;
  Value &value() &;
  const Error &error() const &;
  const Value &operator*() const &;
};
} // namespace folly
