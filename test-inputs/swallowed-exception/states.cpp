// A state that the promise shares with what is awaited keeps the result, and beside it the exception, which the awaiter never gives to anybody.
#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Asked only whether the work has ended.
template <class T> class promised {
public:
  struct state {
    std::optional<T> value;
    std::exception_ptr exception;
    std::vector<std::function<void()>> handlers;
    bool done() const noexcept { return value || exception; }
    void notify() {
      for (auto &handler : std::exchange(handlers, {}))
        handler();
    }
  };
  struct promise_type {
    std::shared_ptr<state> shared = std::make_shared<state>();
    promised get_return_object() { return promised{shared}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(T value) {
      shared->value = std::move(value);
      shared->notify();
    }
    void unhandled_exception() {
      shared->exception = std::current_exception();
      shared->notify();
    }
  };
  explicit promised(std::shared_ptr<state> shared) : shared_(std::move(shared)) {}
  auto operator co_await() const {
    struct awaiter {
      std::shared_ptr<state> shared;
      bool await_ready() const noexcept { return shared->done(); }
      void await_suspend(std::coroutine_handle<> waiting) {
        shared->handlers.push_back([waiting] { waiting.resume(); });
      }
      std::optional<T> await_resume() const noexcept { // want: 'await_resume' never looks at 'exception'
        return shared->value;
      }
    };
    return awaiter{shared_};
  }

private:
  std::shared_ptr<state> shared_;
};
promised<int> count(int n) { co_return n; }
promised<int> twice(int n) { co_return *co_await count(n) * 2; }

// ---- Silent ----

/// Whoever wants to know is told by another member.
template <class T> class asked {
public:
  struct state {
    std::optional<T> value;
    std::exception_ptr exception;
    std::coroutine_handle<> waiting;
    bool failed() const noexcept { return bool(exception); }
  };
  struct promise_type {
    std::shared_ptr<state> shared = std::make_shared<state>();
    asked get_return_object() { return asked{shared}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(T value) { shared->value = std::move(value); }
    void unhandled_exception() { shared->exception = std::current_exception(); }
  };
  explicit asked(std::shared_ptr<state> shared) : shared_(std::move(shared)) {}
  bool await_ready() const noexcept { return shared_->value || shared_->exception; }
  void await_suspend(std::coroutine_handle<> waiting) { shared_->waiting = waiting; }
  std::optional<T> await_resume() const noexcept { return shared_->value; }
  bool failed() const noexcept { return shared_->failed(); }

private:
  std::shared_ptr<state> shared_;
};
asked<int> counts(int n) { co_return n; }
asked<int> counts_twice(int n) { co_return *co_await counts(n) * 2; }
