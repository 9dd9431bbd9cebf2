#pragma once
#include <coro/coro.hpp>
#include <stdexcept>
void log_failure(std::exception_ptr error);
coro::task<void> down(int n);
coro::task<void> up(int n);
coro::task<void> fall(int n);
coro::task<void> rise(int n);
