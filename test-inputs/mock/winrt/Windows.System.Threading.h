#pragma once
#include <cstdlib>
#include <winrt/base.h>

namespace winrt::Windows::System::Threading {
struct ThreadPool {
  template <class L> static Windows::Foundation::IAsyncAction RunAsync(L &&) { ::std::abort(); }
};
} // namespace winrt::Windows::System::Threading
