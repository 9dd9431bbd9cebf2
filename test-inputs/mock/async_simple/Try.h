#pragma once
#include <exception>
#include <type_traits>
#include <utility>

namespace async_simple {
struct Unit {};
template <class T> class Try {
public:
  Try();
  Try(Try &&) noexcept;
  Try &operator=(Try &&) noexcept;
  Try(const Try &) = delete;
  ~Try();
  bool available() const noexcept;
  bool hasError() const noexcept;
  const T &value() const &;
  T &value() &;
  T &&value() &&;
  std::exception_ptr getException() const;
};
template <> class Try<void> {
public:
  Try();
  Try(Try &&) noexcept;
  Try &operator=(Try &&) noexcept;
  void value();
  bool hasError() const;
  std::exception_ptr getException() const;
};
} // namespace async_simple
