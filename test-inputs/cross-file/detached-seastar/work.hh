#pragma once
#include <exception>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
void log_failure(std::exception_ptr error);
seastar::future<> flush();
seastar::future<> flush_quietly();
