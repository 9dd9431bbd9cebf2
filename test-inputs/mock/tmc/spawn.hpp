#pragma once
#include <cstdlib>
#include <tmc/task.hpp>

namespace tmc {
template <class Awaitable, class Result> class aw_spawn_fork_impl : public detail::awaiter<Result> {};
template <class Awaitable>
using aw_spawn_fork =
    detail::rvalue_only_awaitable<aw_spawn_fork_impl<Awaitable, detail::awaitable_result_t<Awaitable>>>;
template <class Awaitable, class Result = detail::awaitable_result_t<Awaitable>>
class [[nodiscard("You must await or initiate the result of spawn().")]] aw_spawn
    : public detail::run_on_mixin<aw_spawn<Awaitable, Result>>,
      public detail::resume_on_mixin<aw_spawn<Awaitable, Result>>,
      public detail::with_priority_mixin<aw_spawn<Awaitable, Result>> {
public:
  aw_spawn(aw_spawn &&);
  ~aw_spawn();
  detail::awaiter<Result> operator co_await() &&noexcept;
  void detach();
  [[nodiscard]] aw_spawn_fork<Awaitable> fork() &&;
};
template <class Awaitable> aw_spawn<detail::forward_awaitable<Awaitable>> spawn(Awaitable &&) { ::std::abort(); }
template <class Awaitable> class aw_fork_clang : public detail::awaiter<aw_spawn_fork<Awaitable>> {};
template <class Awaitable> [[nodiscard]] aw_fork_clang<detail::forward_awaitable<Awaitable>> fork_clang(Awaitable &&) {
  ::std::abort();
}
} // namespace tmc
