#pragma once
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace kj {
using byte = unsigned char;
using uint = unsigned int;
template <class T> constexpr std::remove_reference_t<T> &&mv(T &&t) noexcept {
  return static_cast<std::remove_reference_t<T> &&>(t);
}
template <class T> constexpr T &&fwd(std::remove_reference_t<T> &t) noexcept { return static_cast<T &&>(t); }
template <class T> constexpr T cp(const T &t) noexcept { return t; }

struct None {};
inline constexpr None none;
template <class T> class Maybe {
public:
  Maybe();
  Maybe(None);
  Maybe(T &&) noexcept;
  Maybe(const T &);
  Maybe(Maybe &&) noexcept;
  Maybe &operator=(Maybe &&) noexcept;
  bool operator==(None) const;
  T &orDefault(T &);
};
template <class T> class ArrayPtr {
public:
  ArrayPtr(T *, size_t);
  size_t size() const;
  T *begin() const;
  T *end() const;
};
namespace _ {
template <class Func> class Deferred {
  Func func;

public:
  Deferred(Func &&f) : func(kj::fwd<Func>(f)) {}
  Deferred(Deferred &&) noexcept = default;
  ~Deferred() noexcept(false) { func(); }
  void cancel() {}
  void run() {}
};
} // namespace _
template <class Func> _::Deferred<Func> defer(Func &&func) { return _::Deferred<Func>(kj::fwd<Func>(func)); }
} // namespace kj

#define KJ_CONCAT_(x, y) x##y
#define KJ_CONCAT(x, y) KJ_CONCAT_(x, y)
#define KJ_UNIQUE_NAME(prefix) KJ_CONCAT(prefix, __LINE__)
#define KJ_DEFER(code) auto KJ_UNIQUE_NAME(_kjDefer) = ::kj::defer([&]() { code; })
#define KJ_WARN_UNUSED_RESULT __attribute__((warn_unused_result))
