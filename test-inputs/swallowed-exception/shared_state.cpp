// Coroutine types whose promise keeps its exception in a state that it shares with the awaiter.
#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

template <class T> struct state {
  std::optional<T> value;
  std::exception_ptr error;
  std::coroutine_handle<> waiting;
  void fail(std::exception_ptr e) { error = std::move(e); }
  T take() {
    if (error)
      std::rethrow_exception(error);
    return std::move(*value);
  }
};
template <> struct state<void> {
  std::exception_ptr failure;
  std::coroutine_handle<> waiting;
  void check() {
    if (failure)
      std::rethrow_exception(failure);
  }
};

/// Looks at it.
template <class T> struct future {
  struct promise_type {
    std::shared_ptr<state<T>> shared = std::make_shared<state<T>>();
    future get_return_object() { return {shared}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(T v) { shared->value = std::move(v); }
    void unhandled_exception() { shared->error = std::current_exception(); }
  };
  std::shared_ptr<state<T>> shared;
  bool await_ready() const { return shared->value.has_value(); }
  void await_suspend(std::coroutine_handle<> h) { shared->waiting = h; }
  T await_resume() { return shared->take(); }
};

/// Doesn't: the value alone is taken.
struct reading {
  struct promise_type {
    std::shared_ptr<state<int>> shared = std::make_shared<state<int>>();
    reading get_return_object() { return {shared}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(int v) { shared->value = v; }
    void unhandled_exception() { shared->error = std::current_exception(); }
  };
  std::shared_ptr<state<int>> shared;
  bool await_ready() const { return shared->value.has_value(); }
  void await_suspend(std::coroutine_handle<> h) { shared->waiting = h; }
  int await_resume() { return shared->value.value(); } // want: 'await_resume' never looks at 'error'
};
/// Stored by a function of the state.
struct writing {
  struct promise_type {
    std::shared_ptr<state<int>> shared = std::make_shared<state<int>>();
    writing get_return_object() { return {shared}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(int v) { shared->value = v; }
    void unhandled_exception() { shared->fail(std::current_exception()); }
  };
  std::shared_ptr<state<int>> shared;
  bool await_ready() const { return shared->value.has_value(); }
  void await_suspend(std::coroutine_handle<> h) { shared->waiting = h; }
  void await_resume() {} // want: 'await_resume' never looks at 'error'
};

/// In the base that all have in common.
struct waits {
  std::shared_ptr<state<void>> shared;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> h) { shared->waiting = h; }
  void await_resume() {} // want: 'await_resume' never looks at 'failure'
};
struct step : waits {
  struct promise_type {
    std::shared_ptr<state<void>> shared = std::make_shared<state<void>>();
    step get_return_object() { return step{{shared}}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { shared->failure = std::current_exception(); }
  };
};

/// Of the two branches only one looks.
template <class T> struct work {
  struct promise_type {
    std::exception_ptr problem;
    T value;
    work get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T v) { value = v; }
    void unhandled_exception() { problem = std::current_exception(); }
  };
  std::coroutine_handle<promise_type> handle;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) { handle.resume(); }
  auto await_resume() { // want: 'await_resume' never looks at 'problem'
    if constexpr (std::is_empty_v<T>) {
      return;
    } else {
      if (handle.promise().problem)
        std::rethrow_exception(handle.promise().problem);
      return handle.promise().value;
    }
  }
};
template <class T> struct work_that_looks {
  struct promise_type {
    std::exception_ptr trouble;
    T value;
    work_that_looks get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T v) { value = v; }
    void unhandled_exception() { trouble = std::current_exception(); }
  };
  std::coroutine_handle<promise_type> handle;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) { handle.resume(); }
  auto await_resume() {
    if (handle.promise().trouble)
      std::rethrow_exception(handle.promise().trouble);
    if constexpr (!std::is_empty_v<T>)
      return handle.promise().value;
  }
};

/// What a promise waits with at the end is never resumed.
struct finishes {
  struct promise_type {
    std::exception_ptr reason;
    struct last {
      std::exception_ptr told;
      bool await_ready() noexcept { return false; }
      void await_suspend(std::coroutine_handle<promise_type> h) noexcept { told = h.promise().reason; }
      void await_resume() noexcept {}
    };
    finishes get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    last final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { reason = std::current_exception(); }
  };
  std::coroutine_handle<promise_type> handle;
};
inline void drive(finishes work) {
  work.handle.resume();
  if (work.handle.promise().reason)
    std::rethrow_exception(work.handle.promise().reason);
}

/// A template whose task nobody awaits here: what its instance would do stands in the template.
template <class T> struct unread {
  struct held {
    T value{};
    std::exception_ptr error;
  };
  struct promise_type {
    std::shared_ptr<held> shared = std::make_shared<held>();
    unread get_return_object() { return {shared}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(T v) { shared->value = std::move(v); }
    void unhandled_exception() { shared->error = std::current_exception(); }
  };
  std::shared_ptr<held> shared;
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() { return std::move(shared->value); } // want: 'await_resume' never looks at 'error'
};
unread<int> begins() { co_return 1; }

/// `co_await` asks the awaiter that its operator gives, and not the type's own members.
template <class T> class twofold {
public:
  struct promise_type {
    std::optional<T> result;
    std::exception_ptr failure;
    twofold get_return_object() { return twofold{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T value) { result = std::move(value); }
    void unhandled_exception() { failure = std::current_exception(); }
  };
  bool await_ready() const { return handle_.done(); }
  void await_suspend(std::coroutine_handle<>) { handle_.resume(); }
  T await_resume() {
    if (handle_.promise().failure)
      std::rethrow_exception(handle_.promise().failure);
    return std::move(*handle_.promise().result);
  }
  auto operator co_await() const noexcept {
    struct waiter {
      std::coroutine_handle<promise_type> handle;
      bool await_ready() const { return handle.done(); }
      void await_suspend(std::coroutine_handle<>) { handle.resume(); }
      T await_resume() const { return *handle.promise().result; } // want: 'await_resume' never looks at 'failure'
    };
    return waiter{handle_};
  }

private:
  explicit twofold(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  std::coroutine_handle<promise_type> handle_;
};
twofold<int> one() { co_return 1; }
twofold<int> both() { co_return co_await one(); }

/// A way to wait without asking, beside the one that asks.
template <class T> class asked {
public:
  struct promise_type {
    std::optional<T> result;
    std::exception_ptr failure;
    asked get_return_object() { return asked{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T value) { result = std::move(value); }
    void unhandled_exception() { failure = std::current_exception(); }
  };
  bool await_ready() const { return handle_.done(); }
  void await_suspend(std::coroutine_handle<>) { handle_.resume(); }
  T await_resume() {
    if (handle_.promise().failure)
      std::rethrow_exception(handle_.promise().failure);
    return std::move(*handle_.promise().result);
  }
  auto when_ready() const noexcept {
    struct waiter {
      std::coroutine_handle<promise_type> handle;
      bool await_ready() const { return handle.done(); }
      void await_suspend(std::coroutine_handle<>) { handle.resume(); }
      void await_resume() const {}
    };
    return waiter{handle_};
  }

private:
  explicit asked(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  std::coroutine_handle<promise_type> handle_;
};
asked<int> two() {
  auto first = two();
  co_await first.when_ready();
  co_return co_await first;
}
