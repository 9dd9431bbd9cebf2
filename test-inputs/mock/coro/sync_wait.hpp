#pragma once
#include <cstdlib>
#include "coro/concepts/awaitable.hpp"

namespace coro {
template <typename awaitable_type, typename return_type = concepts::awaiter_return_type<awaitable_type>>
auto sync_wait(awaitable_type &&) -> return_type {
  ::std::abort();
}
} // namespace coro
