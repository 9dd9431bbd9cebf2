#pragma once

namespace unifex {
namespace _single_thread {
class scheduler {};
class context {
public:
  scheduler get_scheduler() noexcept;
};
} // namespace _single_thread
using single_thread_context = _single_thread::context;
} // namespace unifex
