// Work that runs by itself and is left alone in a plain function: what is lost is the error of the operation that it awaits.
#include <string>
#include <winrt/base.h>

namespace wf = winrt::Windows::Foundation;

wf::IAsyncOperation<bool> request_enable();
wf::IAsyncAction store(std::string name);
void message(const char *text);

class startup {
public:
  wf::IAsyncAction enable() {
    const bool enabled = co_await request_enable();
    if (!enabled)
      message("asked, but it isn't");
  }
  wf::IAsyncAction enable_and_tell() {
    try {
      co_await request_enable();
    } catch (const winrt::hresult_error &) {
      message("can't be enabled");
    }
  }
  wf::IAsyncAction only_hops() {
    co_await winrt::resume_background();
    message("here");
  }
  wf::IAsyncAction elsewhere();
};

class menu {
public:
  void toggled() {
    of_.enable(); // want: the task returned by 'enable' is never awaited: nobody waits for it, and its error is lost
  }
  void renamed(std::string name) {
    const auto rename = [this](std::string to) -> wf::IAsyncAction { co_await store(to); };
    rename(name); // want: the task returned by 'rename' is never awaited
  }

  // ---- Silent, or nearly ----
  void toggled_and_told() { of_.enable_and_tell(); }
  void hops() { of_.only_hops(); }
  void elsewhere() { of_.elsewhere(); } // want-low: the task returned by 'elsewhere' is never awaited
  wf::IAsyncAction awaits() { co_await of_.enable(); }

private:
  startup of_;
};
