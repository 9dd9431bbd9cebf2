// Function objects that run a task by itself: each of their calls leaves a task alone.
#include "task.h"
#include <coroutine>
#include <exception>
#include <memory>
#include <string>
#include <utility>

struct leaves { // runs by itself, and ends the process with an error
  struct promise_type {
    leaves get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};
inline constexpr struct {
  template <class T> static leaves run(T work) { co_await std::move(work); }
  template <class T> void operator()(T work) const { run(std::move(work)); }
} set_off{};
struct runner {
  leaves drive(task<> work) { co_await std::move(work); }
  void operator()(task<> work, int) { drive(std::move(work)); }
};

struct gateway {
  virtual ~gateway() = default;
  virtual task<> send(std::string topic) = 0;
};
task<> store(int row);
void report_failure(std::exception_ptr error);
task<> store_and_tell(int row) {
  try {
    co_await store(row);
  } catch (...) {
    report_failure(std::current_exception());
  }
}

void broadcasts(std::shared_ptr<gateway> to, const std::string &topic, runner &by) {
  set_off([](auto to, std::string topic) -> task<> { co_await to->send(std::move(topic)); }(to, topic)); // want: nobody can catch an exception of the lambda behind 'set_off'
  set_off(store(1)); // want: nobody can catch an exception of 'store' behind 'set_off'
  by(store(2), 0);   // want: nobody can catch an exception of 'store' behind 'by'
  auto kept = store(3);
  set_off(std::move(kept)); // want: nobody can catch an exception of
}

// ---- Silent ----

inline constexpr struct {
  template <class T> static leaves run(T work) {
    try {
      co_await std::move(work);
    } catch (...) {
      report_failure(std::current_exception());
    }
  }
  template <class T> void operator()(T work) const { run(std::move(work)); }
} set_off_safely{};
task<int> count(task<int> of) { co_return co_await std::move(of); }
inline constexpr struct {
  task<> operator()(task<> work) const { co_await std::move(work); }
} passes_on{};
task<> silent(std::shared_ptr<gateway> to) {
  set_off(store_and_tell(1));
  set_off_safely(store(2));
  co_await passes_on(store(3));
  co_await [](std::shared_ptr<gateway> to) -> task<> { co_await to->send("topic"); }(to);
}
