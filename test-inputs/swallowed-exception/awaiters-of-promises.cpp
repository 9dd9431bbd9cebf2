// The awaiter of a task asks the promise by a member of its own; that of its end is never resumed.
#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace asks {
struct promise_base {
  std::exception_ptr error;
  void unhandled_exception() { error = std::current_exception(); }
  void raise() {
    if (error)
      std::rethrow_exception(std::exchange(error, nullptr));
  }
};
template <class T> struct promise;
template <class T> struct final_awaiter {
  using promise_type = promise<T>;
  explicit final_awaiter(bool alone) : alone_(alone) {}
  bool await_ready() const noexcept { return alone_; }
  void await_suspend(std::coroutine_handle<promise_type>) noexcept {}
  void await_resume() const noexcept {}

private:
  bool alone_;
};
template <class T> struct awaiter {
  using promise_type = promise<T>;
  std::coroutine_handle<promise_type> handle;
  bool await_ready() const noexcept { return false; }
  auto await_suspend(std::coroutine_handle<>) noexcept { return handle; }
  T await_resume() {
    if constexpr (std::is_void_v<T>)
      return handle.promise().value();
    else
      return std::move(handle.promise().value());
  }
};
template <class T> struct task {
  using promise_type = promise<T>;
  std::coroutine_handle<promise_type> handle;
  awaiter<T> operator co_await() && { return {handle}; }
};
template <class T> struct promise : promise_base {
  task<T> get_return_object();
  std::suspend_always initial_suspend() noexcept { return {}; }
  auto final_suspend() const noexcept { return final_awaiter<T>(false); }
  void return_value(T);
  T &value() & {
    raise();
    return *result;
  }
  std::optional<T> result;
};
template <> struct promise<void> : promise_base {
  task<void> get_return_object();
  std::suspend_always initial_suspend() noexcept { return {}; }
  auto final_suspend() const noexcept { return final_awaiter<void>(false); }
  void return_void() {}
  void value() { raise(); }
};
task<int> one();
task<void> both() { (void)co_await one(); }
} // namespace asks

namespace blind {
struct promise_base {
  std::exception_ptr error;
  void unhandled_exception() { error = std::current_exception(); }
  bool failed() const { return error != nullptr; }
};
template <class T> struct promise;
template <class T> struct awaiter {
  using promise_type = promise<T>;
  std::coroutine_handle<promise_type> handle;
  bool await_ready() const noexcept { return false; }
  auto await_suspend(std::coroutine_handle<>) noexcept { return handle; }
  T await_resume() { return std::move(handle.promise().value()); } // want: 'await_resume' never looks at 'error': whoever awaits takes a failure for a success
};
template <class T> struct task {
  using promise_type = promise<T>;
  std::coroutine_handle<promise_type> handle;
  awaiter<T> operator co_await() && { return {handle}; }
};
template <class T> struct promise : promise_base {
  task<T> get_return_object();
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() const noexcept { return {}; }
  void return_value(T);
  T &value() & { return *result; }
  std::optional<T> result;
};
task<int> one();
task<int> both() { co_return co_await one(); }
} // namespace blind
