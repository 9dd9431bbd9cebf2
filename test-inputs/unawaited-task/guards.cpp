// What should be a held lock is the task that would give it.
#include "task.h"
#include <mutex>
#include <seastar/core/coroutine.hh>
#include <seastar/core/semaphore.hh>

seastar::future<> work();
task<void> step();

class window {
public:
  seastar::future<> roll() {
    auto units = seastar::get_units(serial_, 1); // want: 'units' is the task, not the 'semaphore_units' it gives: nobody waits to hold it
    co_await work();
  }

  // Kept from the compiler's warning, still not the lock.
  seastar::future<> rollUnused() {
    [[maybe_unused]] auto units = seastar::get_units(serial_, 1); // want: 'units' is the task
    (void)units;
    co_await work();
  }

  // Through the project's own helper.
  auto serialise() { return seastar::get_units(serial_, 1); }
  seastar::future<> rollSerialised() {
    auto held = serialise(); // want: 'held' is the task
    co_await work();
  }

  // No coroutine: a continuation should hold it.
  seastar::future<> rollPlain() {
    auto units = seastar::get_units(serial_, 1); // want: 'units' is the task
    return work();
  }

  seastar::future<> rollRight() {
    auto units = co_await seastar::get_units(serial_, 1);
    co_await work();
  }

  seastar::future<> rollContinued() {
    return seastar::get_units(serial_, 1).then([](auto units) { return work().finally([units = std::move(units)] {}); });
  }

private:
  seastar::semaphore serial_{1};
};

// Types that nobody has modelled: told by the destructor and the missing copy.
task<void> homeMade(async_mutex &m) {
  auto held = m.acquire(); // want: 'held' is the task, not the 'lock' it gives: nobody waits to hold it
  co_await step();
}

task<void> homeMadeTyped(async_mutex &m) {
  task<lock> held = m.acquire(); // want: 'held' is the task
  co_await step();
}

task<void> dropped(async_mutex &m) {
  m.acquire(); // want: the task returned by 'acquire' is never awaited, so it never runs
  co_await step();
}

task<void> right(async_mutex &m) {
  auto held = co_await m.acquire();
  co_await step();
}

task<void> ordinaryLock(std::mutex &m) {
  {
    std::lock_guard held(m);
  }
  co_await step();
}
