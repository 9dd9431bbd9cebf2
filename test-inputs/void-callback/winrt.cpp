// A dispatcher calls what it is given, and drops what that returns.
#include <winrt/Windows.System.h>

using namespace winrt;
using Windows::Foundation::IAsyncAction;
using Windows::System::DispatcherQueue;

IAsyncAction load();
IAsyncAction refresh(int);
void log(const char *);

struct page {
  void hands_on(DispatcherQueue queue) {
    queue.TryEnqueue([] { return refresh(1); }); // want: 'TryEnqueue' drops the task that this callback returns: nobody waits for it, and its error is lost
  }
  void coroutine(DispatcherQueue queue) {
    queue.TryEnqueue([]() -> IAsyncAction { co_await load(); }); // want: 'TryEnqueue' drops the task that this callback returns
  }
  void with_priority(DispatcherQueue queue) {
    queue.TryEnqueue(Windows::System::DispatcherQueuePriority::Low, [] { return refresh(1); }); // want: 'TryEnqueue' drops the task
  }
  void handles(DispatcherQueue queue) {
    queue.TryEnqueue([]() -> IAsyncAction {
      try {
        co_await load();
      } catch (...) {
        log("not loaded");
      }
    });
  }
  void leaves_it(DispatcherQueue queue) {
    queue.TryEnqueue([]() -> fire_and_forget { co_await load(); });
  }
  void plain(DispatcherQueue queue) {
    queue.TryEnqueue([] { log("called"); });
  }
};
