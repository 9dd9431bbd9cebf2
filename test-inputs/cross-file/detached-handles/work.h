#pragma once
#include <coro/coro.hpp>
#include <stdexcept>
void log_failure(std::exception_ptr error);
coro::task<void> reindex();
coro::task<void> careful();
coro::task<void> careless();
