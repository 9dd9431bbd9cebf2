#pragma once
#include <cstdlib>
#include <unifex/spawn_future.hpp>
#include <unifex/v2/async_scope.hpp>

namespace unifex {
inline namespace v1 {
namespace _async_scope {
struct async_scope {
  template <class Sender>
  auto spawn(Sender &&) -> typename _spawn_future::_future<async_scope, _mock::lifted_t<Sender>>::type {
    ::std::abort();
  }
  template <class Scheduler, class Sender>
  auto spawn_on(Scheduler &&, Sender &&) ->
      typename _spawn_future::_future<async_scope, _mock::lifted_t<Sender>>::type {
    ::std::abort();
  }
  template <class Sender> void detached_spawn(Sender &&) { ::std::abort(); }
  template <class Scheduler, class Sender> void detached_spawn_on(Scheduler &&, Sender &&) { ::std::abort(); }
  template <class Scheduler, class Fun> void detached_spawn_call_on(Scheduler &&, Fun &&) { ::std::abort(); }
  template <class Sender> [[nodiscard]] auto attach(Sender &&) -> _mock::sender<_mock::result_t<Sender>> {
    ::std::abort();
  }
  [[nodiscard]] auto complete() noexcept -> _mock::sender<void>;
  [[nodiscard]] auto cleanup() noexcept -> _mock::sender<void>;
  void request_stop() noexcept;
};
} // namespace _async_scope
using v1::_async_scope::async_scope;
template <class... T> using future = unifex::v2::future<unifex::v1::async_scope, T...>;
} // namespace v1
} // namespace unifex
