// Loops with nothing in them but the question whether another thread is done.
#include "task.h"
#include <atomic>
#include <chrono>
#include <thread>
#include <sched.h>

std::atomic<bool> ready;
std::atomic_flag flag;
volatile bool signalled;
task<int> fetch();

task<void> spins() {
  while (!ready.load()) { // want: this loop spins without a suspension and blocks the thread: no other
  }
  while (!ready)          // want: this loop spins
    ;
  while (!ready)          // want: this loop spins
    std::this_thread::yield();
  do {                    // want: this loop spins
    sched_yield();
  } while (!flag.test());
  for (; !signalled;)     // want: this loop spins
    continue;
  co_return;
}

// Until a time has come.
task<void> until_then(std::chrono::milliseconds length) {
  const auto until = std::chrono::steady_clock::now() + length;
  while (std::chrono::steady_clock::now() < until) // want: this loop spins
    std::this_thread::yield();
  while (until > std::chrono::steady_clock::now()) { // want: this loop spins
  }
  co_return;
}

task<void> silent(std::atomic<int> &count, int *next) {
  while (!ready)
    co_await fetch();
  while (!co_await fetch()) {
  }
  int expected = 0;
  while (!count.compare_exchange_weak(expected, 1)) {
  }
  while (flag.test_and_set()) {
  }
  while (*next++) {
  }
  for (int i = 0; i < 3; ++i) {
  }
  while (!ready)
    count.fetch_add(1);
  co_return;
}
