#pragma once
#include <cstdlib>
#include "coro/concepts/awaitable.hpp"
#include <coroutine>
#include <tuple>
#include <vector>

namespace coro {
namespace detail {
struct void_value {};
template <typename return_type> class when_all_task {
public:
  when_all_task(when_all_task &&) noexcept;
  ~when_all_task();
  auto return_value() & -> return_type &;
  auto return_value() const & -> const return_type &;
  auto return_value() && -> return_type &&;
};
template <> class when_all_task<void> {
public:
  when_all_task(when_all_task &&) noexcept;
  ~when_all_task();
  auto return_value() -> void_value;
};
template <typename task_container_type> class when_all_ready_awaitable {
  struct awaiter {
    auto await_ready() const noexcept -> bool;
    auto await_suspend(std::coroutine_handle<>) noexcept -> bool;
    auto await_resume() noexcept -> task_container_type;
  };

public:
  when_all_ready_awaitable(when_all_ready_awaitable &&) noexcept;
  auto operator co_await() &noexcept -> awaiter;
  auto operator co_await() &&noexcept -> awaiter;
};
template <typename type> using task_of = when_all_task<std::remove_cvref_t<concepts::awaiter_return_type<type>>>;
} // namespace detail

template <typename... awaitables_type>
[[nodiscard]] auto when_all(awaitables_type...)
    -> detail::when_all_ready_awaitable<std::tuple<detail::task_of<awaitables_type>...>> {
  ::std::abort();
}
template <typename awaitable_type>
[[nodiscard]] auto when_all(std::vector<awaitable_type>)
    -> detail::when_all_ready_awaitable<std::vector<detail::task_of<awaitable_type>>> {
  ::std::abort();
}
} // namespace coro
