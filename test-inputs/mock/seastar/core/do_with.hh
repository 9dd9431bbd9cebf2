#pragma once
#include <cstdlib>
#include <seastar/core/future.hh>

namespace seastar {
template <class T, class F> auto do_with(T &&, F &&) noexcept -> std::invoke_result_t<F, std::remove_cvref_t<T> &> {
  ::std::abort();
}
template <class Lock, class Func> futurize_t<std::invoke_result_t<Func>> with_lock(Lock &, Func &&) { ::std::abort(); }
} // namespace seastar
