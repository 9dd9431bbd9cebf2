#pragma once
#include <folly/coro/Task.h>
#include <string>
#include <string_view>
folly::coro::Task<int> lookup(std::string key);
folly::coro::Task<int> show(std::string_view text);
folly::coro::Task<int> ignore(std::string_view text);
std::string name(int n);
