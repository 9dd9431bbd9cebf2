// Awaiters over an operation that calls a function when it is done, with the error or the value.
#include "task.h"
#include <functional>
#include <memory>
#include <optional>
#include <system_error>

template <class T> using completion = std::function<void(std::exception_ptr, T)>;
void async_load(int key, completion<int> done);
void async_stop(std::function<void(std::exception_ptr)> done);
void count_failure() noexcept;

// ---- reported ------------------------------------------------------------------------------------------------------

struct load {
  int key, value = 0;
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    async_load(key, [this, h](std::exception_ptr, int loaded) { // want: whoever awaits takes a failure for a success
      value = loaded;
      h.resume();
    });
  }
  int await_resume() { return value; }
};
template <class T> struct load_any {
  int key;
  std::optional<T> value;
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    async_load(key, [this, h](std::exception_ptr error, T loaded) { // want: the exception that this function is given is dropped
      value = std::move(loaded);
      h();
    });
  }
  T await_resume() { return std::move(*value); }
};
struct stop {
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    async_stop([h](const std::exception_ptr &) { // want: whoever awaits takes a failure for a success
      if (!h.done())
        h.resume();
    });
  }
  void await_resume() noexcept {}
};
task<int> all() {
  const int one = co_await load{1};
  co_await stop{};
  co_return one + co_await load_any<int>{2, {}};
}

// The error stays one object deeper, where `await_resume` doesn't ask for it.
template <class T> struct shared_state {
  T value{};
  std::exception_ptr error;
  bool ready = false;
  void set_error(std::exception_ptr e) { error = std::move(e); }
  bool failed() const { return bool(error); }
  T &get_value() { return value; }
  T &get() {
    if (error)
      std::rethrow_exception(error);
    return value;
  }
};
template <class T> struct blind {
  std::shared_ptr<shared_state<T>> state;
  struct promise_type {
    std::shared_ptr<shared_state<T>> state = std::make_shared<shared_state<T>>();
    blind get_return_object() { return {state}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(T value) { state->value = value; }
    void unhandled_exception() { state->set_error(std::current_exception()); }
  };
  struct awaiter {
    std::shared_ptr<shared_state<T>> state;
    bool await_ready() { return state->ready; }
    void await_suspend(std::coroutine_handle<>) {}
    T await_resume() { return state->get_value(); } // want: 'await_resume' never looks at 'error'
  };
  awaiter operator co_await() { return {state}; }
};
blind<int> cells(int cell) {
  if (cell == 0)
    co_return 0;
  co_return co_await cells(cell - 1);
}

// A form for void that takes nothing, and so asks nothing.
template <class T> class future {
public:
  bool ready() const noexcept;
  void on_ready(std::function<void()> then);
  T value();
  T wait() noexcept;
};
template <class T> struct future_awaiter {
  future<T> future_;
  bool await_ready() const noexcept { return future_.ready(); }
  void await_suspend(std::coroutine_handle<> h) {
    future_.on_ready([h] { h.resume(); });
  }
  auto await_resume() { // want: for 'void', 'await_resume' never asks 'future_'
    if constexpr (!std::is_void_v<T>)
      return future_.value();
  }
};
// The same with a type that isn't worked out before somebody asks.
template <class T> class lazy_future {
public:
  decltype(auto) value() {
    if (error_)
      std::rethrow_exception(error_);
    if constexpr (!std::is_void_v<T>)
      return T{};
  }

private:
  std::exception_ptr error_;
};
template <class T> struct lazy_awaiter {
  lazy_future<T> future_;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  auto await_resume() { // want: for 'void', 'await_resume' never asks 'future_'
    if constexpr (!std::is_void_v<T>)
      return T(std::move(future_.value()));
  }
};
template <class T> struct asking_awaiter : future_awaiter<T> {
  T await_resume() { return this->future_.value(); }
};
template <class T> struct waiting_awaiter {
  future<T> future_;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() {
    if constexpr (!std::is_void_v<T>)
      return future_.wait();
  }
};
task<void> flushed() {
  co_await future_awaiter<int>{};
  co_await future_awaiter<void>{};
  co_await lazy_awaiter<int>{};
  co_await lazy_awaiter<void>{};
  co_await asking_awaiter<void>{};
  co_await waiting_awaiter<void>{};
}

// ---- silent --------------------------------------------------------------------------------------------------------

template <class T> struct seeing {
  std::shared_ptr<shared_state<T>> state;
  struct promise_type {
    std::shared_ptr<shared_state<T>> state = std::make_shared<shared_state<T>>();
    seeing get_return_object() { return {state}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(T value) { state->value = value; }
    void unhandled_exception() { state->set_error(std::current_exception()); }
  };
  struct awaiter {
    std::shared_ptr<shared_state<T>> state;
    bool await_ready() { return state->ready; }
    void await_suspend(std::coroutine_handle<>) {}
    T await_resume() { return state->get(); }
  };
  awaiter operator co_await() { return {state}; }
};
seeing<int> seen(int cell) {
  if (cell == 0)
    co_return 0;
  co_return co_await seen(cell - 1);
}

struct keeps {
  int key, value = 0;
  std::exception_ptr error{};
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    async_load(key, [this, h](std::exception_ptr failure, int loaded) {
      error = failure;
      value = loaded;
      h.resume();
    });
  }
  int await_resume() {
    if (error)
      std::rethrow_exception(error);
    return value;
  }
};
struct says_why {
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    // Nothing that could be done about it: the process is about to end.
    async_stop([h](std::exception_ptr) {
      // It is stopped in any case, and what is left of it goes with the process.
      h.resume();
    });
  }
  void await_resume() noexcept {}
};
struct declared {
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    async_stop([h](std::exception_ptr _) { h.resume(); });
    async_stop([h]([[maybe_unused]] std::exception_ptr error) { h.resume(); });
  }
  void await_resume() noexcept {}
};
/// What resumes nobody has another to tell.
struct counts {
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) {
    async_stop([](std::exception_ptr) { count_failure(); });
  }
  void await_resume() noexcept {}
};
