#pragma once
#include "coro/scheduler.hpp"
#include "coro/thread_pool.hpp"

namespace coro::default_executor {
auto executor() -> std::unique_ptr<coro::thread_pool> &;
auto io_executor() -> std::unique_ptr<coro::scheduler> &;
} // namespace coro::default_executor
