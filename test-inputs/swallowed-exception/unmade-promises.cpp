// Templates of which this file makes no coroutine: only awaits show them, and the promise is there as it was written.
#include "task.h"
#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

// What the promise fills is shared, and a dependent name.
template <class T> class answer {
public:
  struct shared {
    std::optional<T> value;
    std::exception_ptr error;
    std::vector<std::function<void()>> waiting;
    bool has_ended() const noexcept { return value || error; }
    void tell() {
      for (auto &one : std::exchange(waiting, {}))
        one();
    }
  };
  struct promise_type {
    std::shared_ptr<shared> state = std::make_shared<shared>();
    answer get_return_object() { return answer{state}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(T value) {
      state->value = std::move(value);
      state->tell();
    }
    void unhandled_exception() {
      state->error = std::current_exception();
      state->tell();
    }
  };
  explicit answer(std::shared_ptr<shared> state) : state_(std::move(state)) {}
  auto operator co_await() const {
    struct awaiter {
      std::shared_ptr<shared> of;
      bool await_ready() const noexcept { return of->has_ended(); }
      void await_suspend(std::coroutine_handle<> h) {
        of->waiting.push_back([h] { h.resume(); });
      }
      std::optional<T> await_resume() const noexcept { return of->value; } // want: 'await_resume' never looks at 'error': whoever awaits takes a failure for a success
    };
    return awaiter{state_};
  }

private:
  std::shared_ptr<shared> state_;
};
answer<double> temperature();
task<double> shown() { co_return (co_await temperature()).value_or(0); }

// ---- Silent ----

template <class T> class asked {
public:
  struct shared {
    std::optional<T> value;
    std::exception_ptr error;
    std::coroutine_handle<> waiting;
  };
  struct promise_type {
    std::shared_ptr<shared> state = std::make_shared<shared>();
    asked get_return_object() { return asked{state}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(T value) { state->value = std::move(value); }
    void unhandled_exception() { state->error = std::current_exception(); }
  };
  explicit asked(std::shared_ptr<shared> state) : state_(std::move(state)) {}
  auto operator co_await() const {
    struct awaiter {
      std::shared_ptr<shared> of;
      bool await_ready() const noexcept { return of->value || of->error; }
      void await_suspend(std::coroutine_handle<> h) { of->waiting = h; }
      T await_resume() const {
        if (of->error)
          std::rethrow_exception(of->error);
        return *of->value;
      }
    };
    return awaiter{state_};
  }

private:
  std::shared_ptr<shared> state_;
};
/// The error is given with the value.
template <class T> class told {
public:
  struct shared {
    std::optional<T> value;
    std::exception_ptr error;
    std::coroutine_handle<> waiting;
  };
  struct promise_type {
    std::shared_ptr<shared> state = std::make_shared<shared>();
    told get_return_object() { return told{state}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(T value) { state->value = std::move(value); }
    void unhandled_exception() { state->error = std::current_exception(); }
  };
  explicit told(std::shared_ptr<shared> state) : state_(std::move(state)) {}
  auto operator co_await() const {
    struct awaiter {
      std::shared_ptr<shared> of;
      bool await_ready() const noexcept { return true; }
      void await_suspend(std::coroutine_handle<> h) { of->waiting = h; }
      std::shared_ptr<shared> await_resume() const { return of; }
    };
    return awaiter{state_};
  }

private:
  std::shared_ptr<shared> state_;
};
asked<double> pressure();
told<double> wind();
task<double> shown_more() {
  const auto of = co_await wind();
  if (of->error)
    std::rethrow_exception(of->error);
  co_return co_await pressure() + *of->value;
}
