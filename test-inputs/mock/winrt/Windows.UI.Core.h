#pragma once
#include <cstdlib>
#include <winrt/base.h>

namespace winrt {
namespace Windows::UI::Core {
enum class CoreDispatcherPriority : std::int32_t { Low = -1, Normal = 0, High = 1 };
struct CoreDispatcher : Windows::Foundation::IInspectable {
  using IInspectable::IInspectable;
  template <class L> Windows::Foundation::IAsyncAction RunAsync(CoreDispatcherPriority, L &&) const { ::std::abort(); }
};
} // namespace Windows::UI::Core
[[nodiscard]] impl::plain_awaiter resume_foreground(
    const Windows::UI::Core::CoreDispatcher &,
    Windows::UI::Core::CoreDispatcherPriority = Windows::UI::Core::CoreDispatcherPriority::Normal) noexcept;
} // namespace winrt
