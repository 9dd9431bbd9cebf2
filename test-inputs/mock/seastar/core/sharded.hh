#pragma once
#include <cstdlib>
#include <functional>
#include <seastar/core/future.hh>

namespace seastar {
template <class Service> class sharded {
public:
  template <class... A> future<> start(A &&...) noexcept { ::std::abort(); }
  future<> stop() noexcept;
  Service &local() noexcept;
  future<> invoke_on_all(std::function<future<>(Service &)>) noexcept;
  template <class Func> future<> invoke_on_all(Func) noexcept { ::std::abort(); }
  template <class Func> future<> invoke_on_others(Func) noexcept { ::std::abort(); }
  template <class Func> futurize_t<std::invoke_result_t<Func, Service &>> invoke_on(unsigned, Func &&) {
    ::std::abort();
  }
};
} // namespace seastar
