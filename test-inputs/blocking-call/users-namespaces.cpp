// C++/WinRT has what a program implements below its own namespace: that is the program's, not the library's.
#include <string>
#include <winrt/base.h>

using winrt::Windows::Foundation::IAsyncAction;
using winrt::Windows::Foundation::IAsyncOperation;

struct client {
  IAsyncOperation<std::string> post(std::string request) const;
};

namespace winrt::App::implementation {

class catalog {
public:
  std::string find(const std::string &name) { return client_.post(name).get(); }
  IAsyncOperation<std::string> find_async(std::string name) {
    co_await store();
    co_return find(name); // want: 'find' ends in 'get', which blocks the thread for all its coroutines
  }
  IAsyncOperation<std::string> find_elsewhere(std::string name) {
    co_await winrt::resume_background();
    co_return find(name);
  }
  IAsyncAction store();
  IAsyncOperation<std::string> find_in_the_background(std::string name) {
    co_await store();
    co_await winrt::resume_background();
    co_return client_.post(name).get();
  }

private:
  client client_;
};

} // namespace winrt::App::implementation
