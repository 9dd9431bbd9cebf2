#pragma once
#include <cstdlib>
#include <async_simple/coro/Lazy.h>
#include <tuple>
#include <variant>
#include <vector>

namespace async_simple::coro {
namespace detail {
template <class T> struct CollectAnyResult {
  size_t index() const;
  bool hasError() const;
  std::exception_ptr getException() const;
  Try<T> _value;
};
} // namespace detail
template <class T> Lazy<std::vector<Try<T>>> collectAll(std::vector<Lazy<T>> &&) { ::std::abort(); }
template <template <class> class LazyType, class... Ts> Lazy<std::tuple<Try<Ts>...>> collectAll(LazyType<Ts>...) {
  ::std::abort();
}
template <class T> Lazy<std::vector<Try<T>>> collectAllPara(std::vector<Lazy<T>> &&) { ::std::abort(); }
template <template <class> class LazyType, class... Ts> Lazy<std::tuple<Try<Ts>...>> collectAllPara(LazyType<Ts>...) {
  ::std::abort();
}
template <class T> Lazy<std::vector<Try<T>>> collectAllWindowed(size_t, bool, std::vector<Lazy<T>> &&) {
  ::std::abort();
}
template <class T> Lazy<std::vector<Try<T>>> collectAllWindowedPara(size_t, bool, std::vector<Lazy<T>> &&) {
  ::std::abort();
}
template <class T> Lazy<detail::CollectAnyResult<T>> collectAny(std::vector<Lazy<T>> &&) { ::std::abort(); }
template <template <class> class LazyType, class... Ts> Lazy<std::variant<Try<Ts>...>> collectAny(LazyType<Ts>...) {
  ::std::abort();
}
} // namespace async_simple::coro
