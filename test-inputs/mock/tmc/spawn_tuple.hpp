#pragma once
#include <cstdlib>
#include <tmc/task.hpp>
#include <tuple>

namespace tmc {
template <class... Awaitable>
class aw_spawn_tuple_impl
    : public detail::awaiter<std::tuple<detail::result_storage_t<detail::awaitable_result_t<Awaitable>>...>> {};
template <class... Awaitable>
using aw_spawn_tuple_fork = detail::rvalue_only_awaitable<aw_spawn_tuple_impl<Awaitable...>>;
template <class... Awaitable>
class [[nodiscard("You must await or initiate the result of spawn_tuple().")]] aw_spawn_tuple {
public:
  aw_spawn_tuple(aw_spawn_tuple &&);
  ~aw_spawn_tuple();
  aw_spawn_tuple_impl<Awaitable...> operator co_await() &&noexcept;
  void detach();
  [[nodiscard]] aw_spawn_tuple_fork<Awaitable...> fork() &&;
};
template <class... Awaitable> aw_spawn_tuple<detail::forward_awaitable<Awaitable>...> spawn_tuple(Awaitable &&...) {
  ::std::abort();
}
} // namespace tmc
