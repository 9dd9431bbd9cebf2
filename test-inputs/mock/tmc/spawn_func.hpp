#pragma once
#include <cstdlib>
#include <tmc/task.hpp>

namespace tmc {
template <class Result> class aw_spawn_func_fork_impl : public detail::awaiter<Result> {};
template <class Result> using aw_spawn_func_fork = detail::rvalue_only_awaitable<aw_spawn_func_fork_impl<Result>>;
template <class Result>
class [[nodiscard("You must await or initiate the result of spawn_func().")]] aw_spawn_func
    : public detail::run_on_mixin<aw_spawn_func<Result>> {
public:
  aw_spawn_func(aw_spawn_func &&);
  ~aw_spawn_func();
  detail::awaiter<Result> operator co_await() &&noexcept;
  void detach();
  [[nodiscard]] aw_spawn_func_fork<Result> fork() &&;
};
template <class Func, class... A> auto spawn_func(Func &&, A &&...) -> aw_spawn_func<std::invoke_result_t<Func, A...>> {
  ::std::abort();
}
} // namespace tmc
