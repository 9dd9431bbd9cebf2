// Awaiters whose `await_resume` has two forms, of which one forgets the error.
#include "task.h"
#include <memory>
#include <optional>
#include <type_traits>

struct nothing {};

// By a constraint.
template <class T> class future {
  struct shared {
    std::optional<std::conditional_t<std::is_void_v<T>, nothing, T>> value;
    std::exception_ptr error;
    std::coroutine_handle<> waiter;
  };
  std::shared_ptr<shared> state_;

public:
  void cancel(std::exception_ptr error) { state_->error = error; }
  bool await_ready() const { return state_->value || state_->error; }
  void await_suspend(std::coroutine_handle<> h) { state_->waiter = h; }
  T await_resume()
    requires(!std::is_void_v<T>)
  {
    if (state_->error)
      std::rethrow_exception(state_->error);
    return std::move(*state_->value);
  }
  void await_resume() // want: this 'await_resume' never looks at 'error': whoever awaits takes a failure for a success
    requires(std::is_void_v<T>)
  {
    state_->waiter = nullptr;
  }
};
// By the object that it is called on.
struct reader {
  int value = 0;
  std::exception_ptr failure;
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  int &await_resume() & {
    if (failure)
      std::rethrow_exception(failure);
    return value;
  }
  int await_resume() && { return value; } // want: this 'await_resume' never looks at 'failure': whoever awaits takes a failure for a success
};
// By a specialization.
template <class T> struct receiver {
  std::optional<T> value;
  std::exception_ptr error_;
  bool await_ready() const { return bool(value); }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() {
    if (error_)
      std::rethrow_exception(std::move(error_));
    return *value;
  }
};
template <> struct receiver<void> {
  bool done = false;
  std::exception_ptr error_;
  bool await_ready() const { return done; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {} // want: this 'await_resume' never looks at 'error_': whoever awaits takes a failure for a success
};
task<void> uses(future<int> one, future<void> other, receiver<int> third, receiver<void> fourth) {
  co_await one;
  co_await other;
  co_await third;
  co_await fourth;
}

// ---- silent --------------------------------------------------------------------------------------------------------

template <class T> class asking {
  std::optional<int> value_;
  std::exception_ptr error_;
  void check() {
    if (error_)
      std::rethrow_exception(error_);
  }

public:
  bool await_ready() const { return bool(value_); }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume()
    requires(!std::is_void_v<T>)
  {
    if (error_)
      std::rethrow_exception(error_);
    return *value_;
  }
  void await_resume()
    requires(std::is_void_v<T>)
  {
    check();
  }
};
// The other form is of something that can't fail, and keeps no error.
template <class T> struct immediate {
  T value;
  std::exception_ptr error_;
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() {
    if (error_)
      std::rethrow_exception(error_);
    return value;
  }
};
template <> struct immediate<void> {
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
// It gives the error instead of throwing it.
struct as_result {
  int value = 0;
  std::exception_ptr error;
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  int await_resume() & {
    if (error)
      std::rethrow_exception(error);
    return value;
  }
  std::exception_ptr await_resume() && { return error; }
};
task<void> uses_these(asking<int> one, asking<void> other, immediate<int> third, immediate<void> fourth, as_result fifth) {
  co_await one;
  co_await other;
  co_await third;
  co_await fourth;
  co_await fifth;
}
