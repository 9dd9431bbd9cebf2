// Coroutines that never suspend, and those that have to be coroutines.
#include "task.h"
#include <cassert>
#include <functional>
#include <string>

task<int> query(int key);
task<void> send(std::string text);

task<int> constant() { co_return 42; } // want: 'constant' never suspends
task<std::string> joined(std::string one, std::string other) { // want: 'joined' never suspends
  if (one.empty())
    co_return other;
  co_return one + ", " + other;
}
static task<void> nothing_but_calls(std::string &log) { // want: 'nothing_but_calls' never suspends
  log += "done";
  co_return;
}
struct account {
  int balance = 0;
  task<int> current() const { co_return balance; } // want: 'current' never suspends
  static task<int> none() { co_return 0; } // want: 'none' never suspends
};
task<int> user(account &a) { co_return co_await a.current() + co_await account::none() + co_await constant(); }
task<void> only_its_lambda_awaits() { // want: 'only_its_lambda_awaits' never suspends
  auto later = []() -> task<void> { co_await send("later"); };
  (void)later;
  co_return;
}
void called_in_place() {
  auto twice = [](int x) -> task<int> { co_return 2 * x; }; // want: 'twice' never suspends
  auto t = twice(1);
  t.start();
}

// ---- Silent ----------------------------------------------------------------------------------------------------------

struct handlers {
  task<void> version(const std::string &request, std::string &reply) {
    reply = request + " 1";
    co_return;
  }
  task<void> rows(const std::string &request, std::string &reply) { reply = std::to_string(co_await query(static_cast<int>(request.size()))); }
  task<void> stop(const std::string &request, std::string &reply) { co_await send(request + reply); }
};
task<int> awaits(int key) { co_return co_await query(key); }
task<int> awaits_on_one_path(int key) {
  if (key)
    co_return co_await query(key);
  co_return 0;
}
struct store {
  virtual ~store();
  virtual task<int> read(int key) { co_return key; }
};
struct memory_store : store {
  task<int> read(int) override { co_return 1; }
};
template <class T> struct box {
  task<T> get() { co_return T(); }
};
template struct box<int>;
template <class T> task<T> wrapped(T value) { co_return value; }
template task<int> wrapped(int);
generator<int> none() { co_return; }

using handler = std::function<task<void>(std::string)>;
void on_message(handler);
task<void> ignore(std::string) { co_return; }
void registers() {
  on_message(ignore);
  on_message([](std::string) -> task<void> { co_return; });
}
#define MAYBE_AWAIT(work)
task<void> in_another_build() {
#ifdef WITH_NETWORK
  co_await send("x");
#endif
  co_return;
}
task<int> not_there_yet() { throw 1; co_return 0; }
fire_and_forget started() { co_return; }
struct overloads {
  task<int> get(int key) { co_return key; }
  task<int> get(std::string key) { co_return co_await query(int(key.size())); }
};

// ---- Somebody needs the task -------------------------------------------------------------------------------------------

template <class T> void spawn(T work);
template <class T> void after(task<T> work, void (*then)());
template <class A, class B> task<void> both(A one, B other);

task<void> tick() { co_return; }
task<int> zero() { co_return 0; }
task<int> one_of_two() { co_return 0; }
task<int> kept() { co_return 0; }
task<int> forwarded() { co_return 0; }
task<int> started_by_name() { co_return 0; }
task<int> awaited_by_name() { co_return 0; } // want: 'awaited_by_name' never suspends
struct holder {
  task<int> mine = kept();
};
task<int> forwards() { return forwarded(); }
task<void> uses_them() {
  spawn(tick());
  co_await both(zero(), query(1));
  co_await one_of_two();
  auto later = started_by_name();
  spawn(std::move(later));
  auto soon = awaited_by_name();
  co_await soon;
}
void spawns_what_is_awaited_elsewhere() { spawn(one_of_two()); }

// Its body runs where the promise puts it.
void run_elsewhere(std::coroutine_handle<> handle);
struct another_thread {
  bool await_ready() noexcept { return false; }
  template <class Promise> void await_suspend(std::coroutine_handle<Promise> handle) { run_elsewhere(handle); }
  void await_resume() noexcept {}
};
struct only_notes {
  bool *noted;
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept { *noted = true; }
  void await_resume() noexcept {}
};
template <class Start> struct begun {
  struct promise_type : detail::promise_value<int> {
    begun get_return_object() { return begun{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    Start initial_suspend() noexcept { return {}; }
  };
  std::coroutine_handle<promise_type> handle;
  auto operator co_await() const noexcept { return detail::awaiter<promise_type, int>{handle}; }
};
int expensive();
begun<another_thread> in_parallel() { co_return expensive(); }
begun<only_notes> in_place() { co_return expensive(); } // want: 'in_place' never suspends
task<int> sum() { co_return co_await in_parallel() + co_await in_place(); }

// A class of tasks that makes its own.
struct trampoline : task<void> {
  struct promise_type : detail::promise_value<void> {
    trampoline get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
  };
  static trampoline make() { co_return; }
};
task<void> jumps() { co_await trampoline::make(); }

[[noreturn]] void fail(std::string text);
task<int> always_fails() {
  fail("not there");
  co_return 0;
}
task<int> fails() { co_return co_await always_fails(); }
task<int> asserts(int key) { // want: 'asserts' never suspends
  assert(key > 0);
  co_return key;
}
