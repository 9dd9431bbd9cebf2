// An `await_resume` that promises not to throw and does: the error never reaches who awaits.
#include <coroutine>
#include <exception>
#include <stdexcept>
#include <variant>

void log(const std::exception &);

struct reading {
  std::exception_ptr error;
  int value = 0;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept;
  int await_resume() noexcept { // want: 'await_resume' is 'noexcept', but throws
    if (error)
      std::rethrow_exception(error);
    return value;
  }
};

struct failing {
  int status = 0;
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  void await_resume() const noexcept { // want: is 'noexcept', but throws
    if (status < 0)
      throw std::runtime_error("operation failed");
  }
};

// Where another function takes the result out.
class value_task {
public:
  struct promise_type {
    std::variant<std::monostate, int, std::exception_ptr> result;
    value_task get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(int value) { result = value; }
    void unhandled_exception() noexcept { result = std::current_exception(); }
    int get() {
      if (auto *error = std::get_if<std::exception_ptr>(&result))
        std::rethrow_exception(*error);
      return std::get<int>(result);
    }
  };
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept;
  int await_resume() const noexcept { return handle_.promise().get(); } // want: ends the process

private:
  std::coroutine_handle<promise_type> handle_;
};

// In a template that is used.
template <class T> struct held {
  std::exception_ptr error;
  T value{};
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume() noexcept { // want: is 'noexcept', but throws
    if (error)
      std::rethrow_exception(error);
    return value;
  }
};

// Silent: it may throw.
struct honest {
  std::exception_ptr error;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume() {
    if (error)
      std::rethrow_exception(error);
  }
};

// Silent: what is thrown doesn't leave it.
struct careful {
  std::exception_ptr error;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept;
  bool await_resume() noexcept {
    try {
      if (error)
        std::rethrow_exception(error);
      return true;
    } catch (const std::exception &e) {
      log(e);
      return false;
    }
  }
};

// Silent: the promise not to throw holds for some types only.
template <class T> struct conditional {
  std::exception_ptr error;
  T value{};
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume() noexcept(noexcept(T(value))) {
    return value;
  }
};

// Silent: a comment says that it is meant.
struct fatal {
  std::exception_ptr error;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume() noexcept {
    // An error here can't be handled by anybody: the process is to end.
    if (error)
      std::rethrow_exception(error);
  }
};

value_task run() {
  co_await held<int>();
  co_await conditional<int>();
  co_return 1;
}
