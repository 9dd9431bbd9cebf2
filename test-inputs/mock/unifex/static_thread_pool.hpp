#pragma once

namespace unifex {
namespace _static_thread_pool {
class scheduler {};
class context {
public:
  context();
  explicit context(unsigned);
  scheduler get_scheduler() noexcept;
};
} // namespace _static_thread_pool
using static_thread_pool = _static_thread_pool::context;
} // namespace unifex
