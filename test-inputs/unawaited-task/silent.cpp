// Everything that does something with a task, and what isn't one.
#include "task.h"
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <type_traits>

task<int> load(int row);
task<void> save(int row);
job<int> compute(int row);
fire_and_forget note(int row);
generator<int> rows();

struct owner {
  task<int> pending;
  std::optional<task<int>> maybe;
  owner() : pending(load(1)) {}
  void refill() { pending = load(2); }
  void later() { maybe = load(3); }
};

task<int> returned() { return load(1); }
task<int> chosen(bool big) { return big ? load(1) : load(2); }
auto made = [] { return load(1); };
task<int> global = load(1);

void keep(task<int>);
template <class F> void each(F f);

task<void> used() {
  int value = co_await load(1);
  value += co_await compute(2) + co_await load(3);
  keep(load(4));
  save(5).start();
  sync_wait(load(6));
  co_await when_all(save(7), save(8));
  auto pointer = std::make_unique<task<int>>(load(9));
  value += co_await *pointer;
  std::map<int, task<int>> byRow;
  byRow.emplace(1, load(10));
  co_await byRow.at(1);
  std::function<task<int>()> factory = [] { return load(11); };
  keep(factory());
  auto bound = [work = load(12)]() mutable -> task<int> { co_return co_await work; };
  co_await bound();
  task<int> *heap = new task<int>(load(13));
  delete heap;
  for (int row : rows())
    value += row;
}

void fireAndForget() { note(1); }

void continued() { compute(1).then([](int) {}); }

using type = decltype(load(1));
static_assert(sizeof(load(1)) > 0 && !noexcept(load(2)));
template <class T>
concept loads = requires(T t) { t.load(1); };

task<int> yieldingResult(bool big) { co_return big ? co_await load(1) : co_await load(2); }
task<int> commaLast() { co_return (co_await save(1), co_await load(2)); }
task<int> statementExpression() {
  int value = co_await ({ load(1); });
  co_return value;
}

// A future that threads wait for isn't a coroutine's task.
void threads() { std::async([] { return 1; }); }

// A type that can be awaited but isn't made by a call: an event that others set.
struct event {
  void set();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
task<void> waits() {
  event happened;
  happened.set();
  co_await happened;
}
void makesEvent() { event happened; }
event &sharedEvent();
void passesBy() { sharedEvent(); }

struct builder {
  builder &add(task<int>);
};
void chained(builder &b) { b.add(load(1)).add(load(2)); }

template <class F> void callEach(F f) { f(1); }
void callsPlain() { callEach([](int) {}); }

template <class T> auto forwardIt(T &&work) { return std::forward<T>(work); }
task<int> forwarded() { co_return co_await forwardIt(load(1)); }

#define AWAIT(name, work) auto name = co_await (work)
task<int> inMacro() {
  AWAIT(value, load(1));
  co_return value;
}

void log_failure(std::exception_ptr error);
job<void> covered(int row) {
  try {
    co_await compute(row);
  } catch (...) {
    log_failure(std::current_exception());
  }
}
void leftAlone() { covered(1); }

/// Whoever asks work that runs by itself how it ended looks at its error.
struct observed : job<int> {
  using job::job;
  bool has_exception() const;
};
observed measure(int row);
bool asksHowItEnded() {
  auto running = measure(1);
  return running.has_exception();
}

/// A value or an error that a coroutine may make: there is nothing to wait for.
template <class T> struct outcome {
  struct promise_type {
    outcome get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_value(T value);
    void unhandled_exception();
  };
  bool has_value() const;
  int error() const;
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();
};
outcome<int> parse(int text);
outcome<int> parseTwice(int text) { co_return co_await parse(text) + co_await parse(text); }
bool parses(int text) {
  auto first = parse(text);
  return first.has_value() && parseTwice(text).has_value();
}

/// The ways around what a macro is given aren't paths.
#define EXPECT_THROW(statement)                                                                                                                                   \
  if (bool run = true; run)                                                                                                                                        \
    try {                                                                                                                                                          \
      statement;                                                                                                                                                   \
    } catch (...) {                                                                                                                                                \
    }
void expectsAnError() {
  auto failing = load(1);
  EXPECT_THROW(sync_wait(std::move(failing)))
}

/// A lambda that fills a variable of the function around it.
task<int> filledByALambda() {
  task<int> later;
  auto fill = [&later] { later = load(1); };
  fill();
  co_return co_await later;
}

// A call that is expected to throw makes no task. A coroutine would make one, and throw nothing.
template <class Error, class F> void expect_error(F f, const char *) { f(); }
template <class F> void must_throw(F f) { f(); }
task<> checked(int *p);
task<> starts_suspended(int *p) {
  if (!p)
    throw std::invalid_argument("null");
  co_return;
}
void expectations() {
  expect_error<std::invalid_argument>([] { checked(nullptr); }, "null");
  must_throw([] { checked(nullptr); });
  expect_error<std::invalid_argument>([] { starts_suspended(nullptr); }, "null"); // want: the task returned by 'starts_suspended' is never awaited
  expect_error<int>([] { checked(nullptr); }, "null");                             // want: the task returned by 'checked' is never awaited
}

/// In a template the same.
template <class Value> void expectationsOf(Value *value) {
  expect_error<std::invalid_argument>([] { checked(nullptr); }, "null");
  must_throw([value] { checked(value); });
  expect_error<int>([] { checked(nullptr); }, "null"); // want: the task returned by 'checked' is never awaited
}
template void expectationsOf(int *);

/// Awaited twice on one path and not at all on another: coro-awaited-twice tells of it, and one finding is enough.
once_task<int> fetch(int row);
task<int> verified(bool verify) {
  auto pending = fetch(1);
  int value = 0;
  if (verify)
    value = co_await std::move(pending);
  if (value < 10)
    value = co_await std::move(pending);
  co_return value;
}

// ---- A promise that calls its own members -------------------------------------------------------------------------------------

struct chunks {
  struct sometimes {
    bool wait;
    bool await_ready() const noexcept { return !wait; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    void await_resume() const noexcept {}
  };
  struct promise_type {
    chunks get_return_object() noexcept { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    void return_void() noexcept {}
    sometimes yield_value(int part) noexcept {
      used_ += part;
      return {used_ > 10};
    }
    void rest() noexcept { yield_value(left_); }
    int used_ = 0, left_ = 0;
  };
};
chunks makes_chunks() { co_yield 1; }
