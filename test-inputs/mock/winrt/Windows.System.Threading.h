#pragma once
#include <winrt/base.h>

namespace winrt::Windows::System::Threading {
enum class WorkItemPriority : std::int32_t { Low = -1, Normal = 0, High = 1 };
enum class WorkItemOptions : std::uint32_t { None = 0, TimeSliced = 0x1 };
struct WorkItemHandler : Windows::Foundation::IUnknown {
  WorkItemHandler(std::nullptr_t = nullptr) noexcept;
  template <class L> WorkItemHandler(L handler);
  template <class F> WorkItemHandler(F *handler);
  template <class O, class M> WorkItemHandler(O *object, M method);
  void operator()(const Windows::Foundation::IAsyncAction &operation) const;
};
struct ThreadPoolTimer;
struct TimerElapsedHandler : Windows::Foundation::IUnknown {
  TimerElapsedHandler(std::nullptr_t = nullptr) noexcept;
  template <class L> TimerElapsedHandler(L handler);
  template <class F> TimerElapsedHandler(F *handler);
  template <class O, class M> TimerElapsedHandler(O *object, M method);
  void operator()(const ThreadPoolTimer &timer) const;
};
struct ThreadPool {
  ThreadPool() = delete;
  static Windows::Foundation::IAsyncAction RunAsync(const WorkItemHandler &handler);
  static Windows::Foundation::IAsyncAction RunAsync(const WorkItemHandler &handler, const WorkItemPriority &priority);
  static Windows::Foundation::IAsyncAction RunAsync(const WorkItemHandler &handler, const WorkItemPriority &priority,
                                                    const WorkItemOptions &options);
};
struct ThreadPoolTimer : Windows::Foundation::IInspectable {
  using IInspectable::IInspectable;
  void Cancel() const;
  static ThreadPoolTimer CreatePeriodicTimer(const TimerElapsedHandler &handler,
                                             const Windows::Foundation::TimeSpan &period);
  static ThreadPoolTimer CreateTimer(const TimerElapsedHandler &handler, const Windows::Foundation::TimeSpan &delay);
};
} // namespace winrt::Windows::System::Threading
