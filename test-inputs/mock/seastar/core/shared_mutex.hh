#pragma once
#include <cstdlib>
#include <mutex>
#include <seastar/core/future.hh>
#include <shared_mutex>

namespace seastar {
class shared_mutex {
public:
  future<> lock_shared() noexcept;
  bool try_lock_shared() noexcept;
  void unlock_shared() noexcept;
  future<> lock() noexcept;
  bool try_lock() noexcept;
  void unlock() noexcept;
};
template <class Func> futurize_t<std::invoke_result_t<Func>> with_shared(shared_mutex &, Func &&) noexcept {
  ::std::abort();
}
template <class Func> futurize_t<std::invoke_result_t<Func>> with_lock(shared_mutex &, Func &&) noexcept {
  ::std::abort();
}
template <class T> future<std::shared_lock<T>> get_shared_lock(T &) { ::std::abort(); }
template <class T> future<std::unique_lock<T>> get_unique_lock(T &) { ::std::abort(); }
} // namespace seastar
