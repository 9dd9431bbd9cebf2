// References that a coroutine returns to what it owns itself; and closures that a project's own
// starter outlives.
#include "task.h"
#include <coroutine>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

task<int> read_row(int row);

/// Gives what may be a reference.
template <class T> struct lazy {
  struct promise_type {
    lazy get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T value);
    void unhandled_exception();
  };
  ~lazy();
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> caller);
  T await_resume();
};

struct store {
  std::string kept;
  lazy<const std::string &> shared() {
    co_await read_row(1);
    co_return kept;
  }
  lazy<const std::string &> own() {
    std::string merged = kept;
    co_await read_row(1);
    co_return merged; // want: 'merged' is destroyed when the coroutine returns, and its caller gets a reference to it
  }
  lazy<std::string> value() {
    std::string merged = kept;
    co_await read_row(1);
    co_return merged;
  }
};

/// Runs by itself.
struct detached {
  struct promise_type {
    detached get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};
detached run(task<void> work) { co_await work; }
// Its name says that it waits; its body says that it doesn't.
void wait(task<void> work) {
  [](task<void> work) -> detached { co_await work; }(std::move(work));
}

void starts(int row) {
  wait([row]() -> task<void> { // want: the captures of this lambda are destroyed at the end of this expression
    co_await read_row(1);
    co_await read_row(row);
  }());
  wait([](int row) -> task<void> {
    co_await read_row(1);
    co_await read_row(row);
  }(row));
}
void runs(int row) {
  run([row]() -> task<void> { // want: the captures of this lambda
    co_await read_row(1);
    co_await read_row(row);
  }());
}

// ---- An await that gives a reference to the value in the promise
template <class T> class shared_result {
public:
  struct promise_type {
    T *value = nullptr;
    shared_result get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    template <class U> void return_value(U &&made);
    void unhandled_exception();
  };
  struct awaiter {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    T &await_resume();
  };
  awaiter operator co_await() const;
};
shared_result<std::string> shared(shared_result<std::string> other) {
  auto text = co_await other;
  co_return text;
}
template <class T> shared_result<T> shared_any(shared_result<T> other) {
  auto value = co_await other;
  co_return value;
}
shared_result<int> shared_int(shared_result<int> other) { return shared_any(other); }
shared_result<std::string_view> shared_view(shared_result<std::string> other) {
  std::string text = co_await other;
  co_return text; // want: 'text' is destroyed when the coroutine returns, and its caller gets a view of it
}
