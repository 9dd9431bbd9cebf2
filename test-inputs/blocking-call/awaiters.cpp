// What an awaiter does in its await_suspend is done by the thread of whoever awaits it.
#include "task.h"
#include <chrono>
#include <coroutine>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <utility>

using namespace std::chrono_literals;

class pool {
public:
  void post(std::function<void()> job);
};

struct sleeps_first {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) const {
    std::this_thread::sleep_for(10ms); // want: 'sleep_for' puts the thread to sleep
    waiting.resume();
  }
  void await_resume() const noexcept {}
};

class executor {
public:
  void execute(std::function<void()> job) { auto running = std::async(std::launch::async, std::move(job)); }
};
struct dispatches {
  executor &by;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> waiting) const {
    by.execute([waiting] { waiting.resume(); }); // want: 'execute' ends in 'async', which blocks the thread
  }
  void await_resume() const {}
};

template <class T> struct waits_here {
  std::future<T> result;
  bool await_ready() const { return false; }
  bool await_suspend(std::coroutine_handle<>) {
    result.wait(); // want: 'wait' blocks the thread
    return false;
  }
  T await_resume() { return result.get(); }
};

task<int> uses(executor &by, std::future<int> result) {
  co_await sleeps_first{};
  co_await dispatches{by};
  co_return co_await waits_here<int>{std::move(result)};
}

// ---- Silent ----

/// The thread that sleeps is another one.
struct sleeps_elsewhere {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) const {
    std::thread([waiting] {
      std::this_thread::sleep_for(10ms);
      waiting.resume();
    }).detach();
  }
  void await_resume() const noexcept {}
};
struct posts {
  pool &to;
  std::future<int> &result;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) const {
    to.post([waiting, this] {
      result.wait();
      waiting.resume();
    });
  }
  /// It has come by then.
  int await_resume() const { return result.get(); }
};
/// A short section.
struct queues {
  std::mutex &guard;
  std::function<void()> &next;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) const {
    std::scoped_lock lock(guard);
    next = [waiting] { waiting.resume(); };
  }
  void await_resume() const noexcept {}
};
/// No awaiter: an ordinary member of the same name.
struct computer {
  void await_suspend(int seconds) { std::this_thread::sleep_for(std::chrono::seconds(seconds)); }
};
task<int> uses_more(pool &to, std::future<int> &result, std::mutex &guard, std::function<void()> &next) {
  co_await sleeps_elsewhere{};
  co_await queues{guard, next};
  co_return co_await posts{to, result};
}
