#pragma once
#include <cstdlib>
#include <folly/ExceptionWrapper.h>
#include <folly/Unit.h>

namespace folly {
template <class T> class Try {
public:
  using element_type = T;
  Try() noexcept;
  explicit Try(T &&);
  explicit Try(exception_wrapper) noexcept;
  Try(Try &&) noexcept;
  Try &operator=(Try &&) noexcept;
  ~Try();
  T &value() &;
  T &&value() &&;
  const T &value() const &;
  template <class U> T value_or(U &&) const & { ::std::abort(); }
  void throwUnlessValue() const;
  bool hasValue() const;
  bool hasException() const;
  template <class Ex> bool hasException() const { ::std::abort(); }
  exception_wrapper &exception() &;
  const exception_wrapper &exception() const &;
  template <class Ex> Ex *tryGetExceptionObject() { ::std::abort(); }
  template <class Ex, class F> bool withException(F) { ::std::abort(); }
  T &operator*() &;
  T *operator->();
};
template <> class Try<void> {
public:
  using element_type = void;
  Try() noexcept;
  explicit Try(exception_wrapper) noexcept;
  Try(Try &&) noexcept;
  Try &operator=(Try &&) noexcept;
  void value() const;
  void throwUnlessValue() const;
  bool hasValue() const;
  bool hasException() const;
  template <class Ex> bool hasException() const { ::std::abort(); }
  exception_wrapper &exception() &;
  const exception_wrapper &exception() const &;
  template <class Ex> Ex *tryGetExceptionObject() { ::std::abort(); }
  template <class Ex, class F> bool withException(F) { ::std::abort(); }
};
} // namespace folly
