#pragma once
#include <async_simple/coro/Lazy.h>
#include <exception>
void log_failure(std::exception_ptr error);
async_simple::coro::Lazy<int> probe();
async_simple::coro::Lazy<> probe_all();
