#pragma once
#include <cstdlib>
#include <winrt/base.h>

namespace winrt {
namespace Windows::System {
enum class DispatcherQueuePriority : std::int32_t { Low = -10, Normal = 0, High = 10 };
struct DispatcherQueueHandler : Windows::Foundation::IUnknown {
  DispatcherQueueHandler(std::nullptr_t = nullptr) noexcept;
  template <class L> DispatcherQueueHandler(L handler);
  template <class F> DispatcherQueueHandler(F *handler);
  template <class O, class M> DispatcherQueueHandler(O *object, M method);
  void operator()() const;
};
} // namespace Windows::System
namespace impl {
template <class D> struct consume_Windows_System_IDispatcherQueue {
  bool TryEnqueue(const Windows::System::DispatcherQueueHandler &callback) const;
  bool TryEnqueue(const Windows::System::DispatcherQueuePriority &priority,
                  const Windows::System::DispatcherQueueHandler &callback) const;
};
} // namespace impl
namespace Windows::System {
struct IDispatcherQueue : Windows::Foundation::IInspectable,
                          impl::consume_Windows_System_IDispatcherQueue<IDispatcherQueue> {
  using IInspectable::IInspectable;
};
struct DispatcherQueue : IDispatcherQueue {
  using IDispatcherQueue::IDispatcherQueue;
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
