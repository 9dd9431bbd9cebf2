#pragma once
#include "coro/task.hpp"
#include <memory>
#include <string>

namespace coro::net {
class hostname {
public:
  explicit hostname(std::string);
};
namespace dns {
template <typename executor_type> class result {};
template <typename executor_type> class resolver {
public:
  auto host_by_name(const net::hostname &) -> coro::task<std::unique_ptr<result<executor_type>>>;
};
} // namespace dns
} // namespace coro::net
