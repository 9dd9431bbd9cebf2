#pragma once
#include <cstdlib>
#include "coro/concepts/awaitable.hpp"
#include "coro/task.hpp"
#include <stop_token>
#include <variant>
#include <vector>

namespace coro {
template <typename... awaitables_type>
using any_of_t =
    std::variant<std::conditional_t<std::is_void_v<concepts::awaiter_return_type<awaitables_type>>, std::monostate,
                                    std::remove_cvref_t<concepts::awaiter_return_type<awaitables_type>>>...>;
template <typename... awaitables_type>
[[nodiscard]] auto when_any(std::stop_source, awaitables_type...) -> coro::task<any_of_t<awaitables_type...>> {
  ::std::abort();
}
template <typename... awaitables_type>
[[nodiscard]] auto when_any(awaitables_type...) -> coro::task<any_of_t<awaitables_type...>> {
  ::std::abort();
}
template <typename awaitable_type>
[[nodiscard]] auto when_any(std::vector<awaitable_type>) -> coro::task<concepts::awaiter_return_type<awaitable_type>> {
  ::std::abort();
}
} // namespace coro
