// Promises that keep the text of what their coroutine throws, and throw something else in its place.
#include <coroutine>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

struct frame {
  std::coroutine_handle<> waiting;
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
};

std::string text_of_current() {
  try {
    throw;
  } catch (const std::exception &e) {
    return e.what();
  } catch (...) {
    return "unknown";
  }
}

template <class T> struct by_text {
  struct promise_type;
  std::coroutine_handle<promise_type> handle;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) { handle.resume(); }
  T await_resume();
};
template <class T> struct by_text<T>::promise_type : frame {
  std::optional<T> value;
  std::optional<std::string> failure;
  by_text get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
  void return_value(T given) { value = given; }
  void unhandled_exception() { failure = text_of_current(); }
};
template <class T> T by_text<T>::await_resume() {
  promise_type &promise = this->handle.promise();
  if (promise.failure)
    throw std::runtime_error(*promise.failure); // want: of what the coroutine threw only the text in 'failure' is left: whoever awaits it can't catch it by its type
  return *promise.value;
}

struct plain {
  struct promise_type : frame {
    std::string why;
    plain get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    void return_void() {}
    void unhandled_exception() {
      try {
        throw;
      } catch (const std::exception &e) {
        why = e.what();
      } catch (...) {
        why = "unknown";
      }
    }
  };
  std::coroutine_handle<promise_type> handle;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) { handle.resume(); }
  void await_resume() {
    if (!handle.promise().why.empty())
      throw std::logic_error("failed: " + handle.promise().why); // want: of what the coroutine threw only the text in 'why' is left: whoever awaits it can't catch it by its type
  }
};

// ---- Silent ----

struct both {
  struct promise_type : frame {
    std::string why;
    std::exception_ptr error;
    both get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    void return_void() {}
    void unhandled_exception() {
      error = std::current_exception();
      why = text_of_current();
    }
  };
  std::coroutine_handle<promise_type> handle;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) { handle.resume(); }
  void await_resume() {
    if (handle.promise().error)
      std::rethrow_exception(handle.promise().error);
    if (!handle.promise().why.empty())
      throw std::logic_error(handle.promise().why);
  }
};
/// The text is what the coroutine was asked for.
struct named {
  struct promise_type : frame {
    std::string name;
    named get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    void return_value(std::string given) { name = std::move(given); }
    void unhandled_exception() { std::terminate(); }
  };
  std::coroutine_handle<promise_type> handle;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) { handle.resume(); }
  void await_resume() {
    if (handle.promise().name.empty())
      throw std::logic_error("no name: " + handle.promise().name);
  }
};

by_text<int> number() { co_return 1; }
plain work() { co_await number(); }
both more() { co_await work(); }
named name() {
  co_await more();
  co_return "n";
}
