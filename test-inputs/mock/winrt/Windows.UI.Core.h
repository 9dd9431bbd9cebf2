#pragma once
#include <cstdlib>
#include <winrt/base.h>

namespace winrt {
namespace Windows::UI::Core {
enum class CoreDispatcherPriority : std::int32_t { Low = -1, Normal = 0, High = 1 };
struct DispatchedHandler : Windows::Foundation::IUnknown {
  DispatchedHandler(std::nullptr_t = nullptr) noexcept;
  template <class L> DispatchedHandler(L handler);
  template <class F> DispatchedHandler(F *handler);
  template <class O, class M> DispatchedHandler(O *object, M method);
  void operator()() const;
};
} // namespace Windows::UI::Core
namespace impl {
template <class D> struct consume_Windows_UI_Core_ICoreDispatcher {
  Windows::Foundation::IAsyncAction RunAsync(const Windows::UI::Core::CoreDispatcherPriority &priority,
                                             const Windows::UI::Core::DispatchedHandler &agileCallback) const;
};
} // namespace impl
namespace Windows::UI::Core {
struct ICoreDispatcher : Windows::Foundation::IInspectable,
                         impl::consume_Windows_UI_Core_ICoreDispatcher<ICoreDispatcher> {
  using IInspectable::IInspectable;
};
struct CoreDispatcher : ICoreDispatcher {
  using ICoreDispatcher::ICoreDispatcher;
};
} // namespace Windows::UI::Core
[[nodiscard]] impl::plain_awaiter resume_foreground(
    const Windows::UI::Core::CoreDispatcher &,
    Windows::UI::Core::CoreDispatcherPriority = Windows::UI::Core::CoreDispatcherPriority::Normal) noexcept;
} // namespace winrt
