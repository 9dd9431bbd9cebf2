// Names of C++/WinRT where nothing stands between them and their namespace, as in its documentation.
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

int uses(winrt::Windows::Foundation::IAsyncAction action, winrt::Windows::Foundation::IAsyncOperation<int> operation) {
  action.get();
  return action.wait_for(1) + operation.get() + operation.wait_for(1);
}
