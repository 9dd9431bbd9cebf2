#pragma once
#include <cstdlib>
#include <async_simple/coro/Lazy.h>

namespace async_simple::coro {
template <class LazyType> auto syncAwait(LazyType &&) -> typename std::remove_cvref_t<LazyType>::ValueType {
  ::std::abort();
}
template <class LazyType> auto syncAwait(LazyType &&, Executor *) -> typename std::remove_cvref_t<LazyType>::ValueType {
  ::std::abort();
}
} // namespace async_simple::coro
