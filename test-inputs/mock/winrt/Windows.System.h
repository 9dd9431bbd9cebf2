#pragma once
#include <cstdlib>
#include <winrt/base.h>

namespace winrt {
namespace Windows::System {
enum class DispatcherQueuePriority : std::int32_t { Low = -10, Normal = 0, High = 10 };
struct DispatcherQueue : Windows::Foundation::IInspectable {
  using IInspectable::IInspectable;
  template <class L> bool TryEnqueue(L &&) const { ::std::abort(); }
  template <class L> bool TryEnqueue(DispatcherQueuePriority, L &&) const { ::std::abort(); }
  static DispatcherQueue GetForCurrentThread();
};
} // namespace Windows::System
namespace impl {
struct dispatcher_queue_awaiter {
  bool await_ready() const noexcept;
  bool await_suspend(std::coroutine_handle<>);
  bool await_resume() const noexcept;
};
} // namespace impl
[[nodiscard]] impl::dispatcher_queue_awaiter
resume_foreground(const Windows::System::DispatcherQueue &,
                  Windows::System::DispatcherQueuePriority = Windows::System::DispatcherQueuePriority::Normal) noexcept;
} // namespace winrt
