#pragma once
#include <cstdlib>
#include <seastar/core/future.hh>

namespace seastar {
class thread_attributes {};
class thread {
public:
  thread() noexcept;
  template <class Func> explicit thread(Func) { ::std::abort(); }
  template <class Func> thread(thread_attributes, Func) { ::std::abort(); }
  thread(thread &&) noexcept;
  ~thread();
  future<> join();
  static void yield();
  static void maybe_yield();
};
template <class Func, class... A>
futurize_t<std::invoke_result_t<Func, A...>> async(thread_attributes, Func &&, A &&...) noexcept {
  ::std::abort();
}
template <class Func, class... A> futurize_t<std::invoke_result_t<Func, A...>> async(Func &&, A &&...) noexcept {
  ::std::abort();
}
} // namespace seastar
