// Awaiting gives a reference, into the promise: that holds a copy of what was returned.
#include <coroutine>
#include <exception>
#include <string>
#include <utility>

template <class T> struct owning {
  struct promise_type {
    T data;
    owning get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() { std::terminate(); }
    void return_value(T value) { data = std::move(value); }
  };
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) { waiting.resume(); }
  decltype(auto) await_resume() const { return std::move(handle.promise().data); }
  std::coroutine_handle<promise_type> handle;
};
owning<std::string> gives() {
  std::string text = "a";
  co_return text;
}
owning<std::string> takes() { co_return co_await gives() + "b"; }
