#pragma once
#include <stdexec/execution.hpp>

namespace experimental::execution {
namespace _pool_ {
class _static_thread_pool {
public:
  class scheduler {};
  _static_thread_pool();
  explicit _static_thread_pool(unsigned);
  scheduler get_scheduler() noexcept;
};
} // namespace _pool_
struct static_thread_pool : private _pool_::_static_thread_pool {
  using _pool_::_static_thread_pool::_static_thread_pool;
  using _pool_::_static_thread_pool::get_scheduler;
};
} // namespace experimental::execution
namespace exec = experimental::execution;
