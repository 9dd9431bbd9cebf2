#pragma once
#include <exec/timed_scheduler.hpp>

namespace experimental::execution {
class timed_thread_scheduler {};
class timed_thread_context {
public:
  timed_thread_context();
  timed_thread_scheduler get_scheduler() noexcept;
};
} // namespace experimental::execution
namespace exec = experimental::execution;
