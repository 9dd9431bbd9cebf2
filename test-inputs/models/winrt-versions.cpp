// Names of C++/WinRT where nothing stands between them and their namespace, as in its documentation, and of the Windows App
// SDK, whose queue is another class of the same shape.
namespace winrt::Windows::Foundation {
struct IAsyncAction {
  void get() const;
  int wait_for(int) const;
};
template <class T> struct IAsyncOperation {
  T get() const;
  int wait_for(int) const;
};
} // namespace winrt::Windows::Foundation
namespace winrt::Windows::System {
struct DispatcherQueue {
  bool TryEnqueue(void (*)()) const;
};
} // namespace winrt::Windows::System
namespace winrt::Windows::UI::Core {
struct CoreDispatcher {
  Foundation::IAsyncAction RunAsync(int, void (*)()) const;
};
} // namespace winrt::Windows::UI::Core
namespace winrt::impl {
template <class D> struct consume_Microsoft_UI_Dispatching_IDispatcherQueue {
  bool TryEnqueue(void (*)()) const;
};
} // namespace winrt::impl
namespace winrt::Microsoft::UI::Dispatching {
struct DispatcherQueue : impl::consume_Microsoft_UI_Dispatching_IDispatcherQueue<DispatcherQueue> {};
} // namespace winrt::Microsoft::UI::Dispatching

void queues(winrt::Windows::System::DispatcherQueue queue, winrt::Windows::UI::Core::CoreDispatcher dispatcher,
            winrt::Microsoft::UI::Dispatching::DispatcherQueue other) {
  queue.TryEnqueue(nullptr);
  dispatcher.RunAsync(0, nullptr);
  other.TryEnqueue(nullptr);
}

int uses(winrt::Windows::Foundation::IAsyncAction action, winrt::Windows::Foundation::IAsyncOperation<int> operation) {
  action.get();
  return action.wait_for(1) + operation.get() + operation.wait_for(1);
}
