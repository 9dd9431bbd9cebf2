#pragma once
#include <cppcoro/async_scope.hpp>
#include <cppcoro/task.hpp>
#include <exception>
void log_failure(std::exception_ptr error);
cppcoro::task<> work();
cppcoro::task<> guarded();
cppcoro::task<> forwarded();
