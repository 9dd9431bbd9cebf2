// What looks like blocking and isn't, or isn't this coroutine's doing.
#include "task.h"
#include <chrono>
#include <fstream>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <poll.h>
#include <semaphore>
#include <string>
#include <thread>

using namespace std::chrono_literals;
task<int> fetch();
task<void> sleep_for(std::chrono::milliseconds);

// What an await gives comes when it is there.
task<std::future<int>> finished();
task<int> takes_what_came() {
  auto result = co_await finished();
  co_return result.get();
}

task<void> zero(std::future<int> f, std::binary_semaphore &s, pollfd *descriptors, std::condition_variable &cv, std::unique_lock<std::mutex> &held) {
  std::this_thread::sleep_for(0ms);
  std::this_thread::sleep_for(std::chrono::seconds(0));
  std::this_thread::sleep_for(std::chrono::milliseconds::zero());
  constexpr auto none = 0s;
  std::this_thread::sleep_for(none);
  cv.wait_for(held, 0ms);
  poll(descriptors, 1, 0);
  s.try_acquire();
  s.release();
  std::this_thread::yield();
  // Whoever asked whether it is ready may take it.
  if (f.wait_for(0s) == std::future_status::ready)
    co_return (void)f.get();
}

task<void> own_functions_of_these_names() {
  struct path {
    path join(std::string) const { return *this; }
    std::string get() const { return ""; }
    void wait() const {}
  };
  path().join("x").get();
  path().wait();
  co_await sleep_for(1s);
  auto owner = std::make_unique<int>(1);
  *owner.get() = 2;
  std::function<int()> get = [] { return 1; };
  get();
}

/// A program's own functions aren't those of C that are called so, and one that gives a task has only made it.
task<void> sleep(std::string what, std::chrono::milliseconds);
void system(int state);
namespace {
void popen(task<void> &work) {}
} // namespace
task<void> own_functions_called_like_those_of_c(task<void> &work) {
  auto later = sleep("later", 5ms);
  co_await sleep("now", 1ms);
  co_await std::move(later);
  system(1);
  popen(work);
}

task<void> short_sections(std::mutex &m) {
  {
    std::lock_guard guard(m);
  }
  m.lock();
  m.unlock();
  co_await fetch();
}

task<void> streams_without_files() {
  std::ifstream none;
  std::ofstream moved(std::move(*new std::ofstream));
  co_await fetch();
}

void no_coroutine(std::future<int> f) {
  std::this_thread::sleep_for(1s);
  f.get();
  sync_wait(fetch());
  auto work = []() -> task<int> { co_return co_await fetch(); };
  sync_wait(work());
}

task<void> unevaluated(std::future<int> f) {
  using result = decltype(f.get());
  static_assert(sizeof(f.get()) == sizeof(result));
  co_await fetch();
}

task<int> discarded_branch(std::future<int> f) {
  if constexpr (sizeof(int) == 1)
    co_return f.get();
  co_return co_await fetch();
}

/// A generator that only computes has a caller, not an event loop.
generator<std::string> lines(std::string path) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);)
    co_yield line;
}

/// Takes and gives tasks; waits for none.
task<int> &&forwarded(task<int> &&work) { return std::move(work); }
const int *peek(const task<int> &work);
void consume(task<int> work);
bool schedule(task<bool> work);
task<bool> check();
task<void> hands_on() {
  co_await forwarded(fetch());
  auto kept = fetch();
  peek(kept);
  consume(std::move(kept));
  schedule(check());
}

// A test that a macro makes may block on purpose.
#define TEST_CASE(name) static void name##_body()
TEST_CASE(sleeps) {
  auto slow = []() -> task<void> {
    std::this_thread::sleep_for(1s);
    co_return;
  };
  sync_wait(slow());
}
#define COROUTINE_TEST_CASE(name) task<void> name##_coroutine()
COROUTINE_TEST_CASE(sleeps) {
  std::this_thread::sleep_for(1s);
  co_return;
}
