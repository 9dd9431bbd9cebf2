// The signatures of the C++/WinRT projection: delegates that are made of any function object and taken by const reference,
// members of a base class, reference-counted objects.
#include <winrt/Windows.System.Threading.h>
#include <winrt/Windows.System.h>
#include <winrt/Windows.UI.Core.h>

using namespace winrt;
using Windows::Foundation::IAsyncAction;
using Windows::Foundation::IAsyncOperation;
using Windows::System::Threading::ThreadPool;
using Windows::System::Threading::ThreadPoolTimer;
IAsyncOperation<int> measure();

struct page : implements<page> {
  int frames = 0;
  Windows::System::DispatcherQueue queue;
  Windows::UI::Core::CoreDispatcher dispatcher;
  event<Windows::Foundation::TypedEventHandler<page, int>> clicked;

  IAsyncAction on_pool() {
    auto strong = get_strong();
    co_await ThreadPool::RunAsync([strong](const IAsyncAction &) -> IAsyncAction { // want: 'RunAsync' destroys this lambda once it has returned
      co_await measure();
      ++strong->frames;
    });
  }
  void on_queue() {
    queue.TryEnqueue([strong = get_strong()]() -> fire_and_forget { // want: 'TryEnqueue' destroys this lambda once it has returned
      co_await measure();
      ++strong->frames;
    });
  }
  void on_queue_with_priority() {
    queue.TryEnqueue(Windows::System::DispatcherQueuePriority::Low, [strong = get_strong()]() -> IAsyncAction { // want: 'TryEnqueue' destroys this lambda
      co_await measure();
      ++strong->frames;
    });
  }
  IAsyncAction on_dispatcher() {
    auto strong = get_strong();
    co_await dispatcher.RunAsync(Windows::UI::Core::CoreDispatcherPriority::Normal, [strong]() -> fire_and_forget { // want: 'RunAsync' destroys this lambda
      co_await measure();
      ++strong->frames;
    });
  }
  void on_timer() {
    ThreadPoolTimer::CreateTimer([strong = get_strong()](const ThreadPoolTimer &) -> fire_and_forget { // want: 'CreateTimer' destroys this lambda
      co_await measure();
      ++strong->frames;
    }, std::chrono::seconds(1));
  }
  void on_event() {
    clicked.add([weak = get_weak()](const page &, int) -> fire_and_forget { // want: nobody can keep this lambda until its coroutine is done
      co_await measure();
      if (auto self = weak.get())
        ++self->frames;
    });
  }
  void on_event_sender() {
    clicked.add([](const page &sender, int) -> fire_and_forget { // want: 'sender' belongs to whoever calls this coroutine
      co_await measure();
      (void)sender.frames;
    });
  }
  IAsyncAction unheld() {
    int value = co_await measure();
    frames = value; // want: 'this' may be destroyed while 'unheld' is suspended
  }
  fire_and_forget unheld_and_forgotten() {
    co_await measure();
    ++frames; // want: 'this' may be destroyed while 'unheld_and_forgotten' is suspended
  }
  void starts_and_drops() {
    auto pending = dropped();
    pending.Completed([](auto &&...) {});
  }
  IAsyncAction dropped() {
    co_await measure();
    ++frames; // want: 'this' may be destroyed while 'dropped' is suspended
  }

  fire_and_forget held_too_late() {
    int value = co_await measure();
    auto weak = get_weak(); // want: 'this' may be destroyed while 'held_too_late' is suspended
    co_await measure();
    if (auto self = weak.get())
      self->frames = value;
  }
  IAsyncAction held_between() {
    co_await measure();
    frames = 0; // want: 'this' may be destroyed while 'held_between' is suspended
    auto strong = get_strong();
    co_await measure();
    ++frames;
  }

  // ---- Silent ----

  fire_and_forget held_for_each() {
    for (int i = 0; i < 3; ++i) {
      auto strong = get_strong();
      co_await measure();
      frames = i;
    }
  }
  IAsyncAction held() {
    auto strong = get_strong();
    int value = co_await measure();
    frames = value;
  }
  IAsyncAction weakly_held() {
    auto weak = get_weak();
    int value = co_await measure();
    if (auto self = weak.get())
      self->frames = value;
  }
  IAsyncAction awaited_by_holder() {
    co_await measure();
    ++frames;
  }
  IAsyncAction holds_and_awaits() {
    auto strong = get_strong();
    co_await awaited_by_holder();
  }
  void copied_first() {
    queue.TryEnqueue([strong = get_strong()]() -> fire_and_forget {
      auto own = strong;
      co_await measure();
      ++own->frames;
    });
  }
  void periodic() {
    ThreadPoolTimer::CreatePeriodicTimer([strong = get_strong()](const ThreadPoolTimer &) -> fire_and_forget {
      co_await measure();
      ++strong->frames;
    }, std::chrono::seconds(1));
  }
};

/// A pane that another shows, and may put another in the place of.
struct pane : implements<pane> {
  int loads = 0;
  IAsyncAction loaded() {
    co_await measure();
    ++loads; // want: 'this' may be destroyed while 'loaded' is suspended
  }
  IAsyncAction awaited() {
    co_await measure();
    ++loads;
  }
  IAsyncAction held() {
    auto strong = get_strong();
    co_await measure();
    ++loads;
  }
  IAsyncAction of_a_local() {
    co_await measure();
    ++loads;
  }
};
struct window {
  com_ptr<pane> shown;
  void changed() {
    auto pending = shown->loaded();
    pending.Completed([](auto &&...) {});
  }
  void shows_held() { auto pending = shown->held(); }
  IAsyncAction awaits() { co_await shown->awaited(); }
  void made_here(com_ptr<pane> own) { auto pending = own->of_a_local(); }
};
