#pragma once
#include <exception>
#include <folly/coro/Task.h>
#include <folly/executors/GlobalExecutor.h>
void log_failure(std::exception_ptr error);
folly::coro::Task<void> replicate();
folly::coro::Task<void> replicate_safely();
