#pragma once
#include <cstdlib>
#include <kj/string.h>

namespace kj {
class Exception {
public:
  enum class Type { FAILED = 0, OVERLOADED = 1, DISCONNECTED = 2, UNIMPLEMENTED = 3 };
  Exception(Type, const char *, int, String = String()) noexcept;
  Exception(const Exception &) noexcept;
  Exception(Exception &&) noexcept;
  ~Exception() noexcept;
  Type getType() const;
  StringPtr getDescription() const;
};
struct CanceledException {};
[[noreturn]] void throwFatalException(kj::Exception &&, uint = 0);
void throwRecoverableException(kj::Exception &&, uint = 0);
Exception getCaughtExceptionAsKj();
template <class Func> Maybe<Exception> runCatchingExceptions(Func &&) { ::std::abort(); }
} // namespace kj
