// A future that is made of another coroutine type: what the conversion does with the coroutine, its promise doesn't tell.
#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

template <class T> class future;
template <class T> class lazily {
public:
  struct promise_type {
    std::optional<T> value;
    std::exception_ptr error;
    lazily get_return_object() { return lazily{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T v) { value = std::move(v); }
    void unhandled_exception() { error = std::current_exception(); }
  };
  explicit lazily(std::coroutine_handle<promise_type> h) : handle(h) {}
  lazily(lazily &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~lazily() {
    if (handle)
      handle.destroy();
  }
  future<T> start();
  bool await_ready() const { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) { return handle; }
  T await_resume() {
    if (handle.promise().error)
      std::rethrow_exception(handle.promise().error);
    return *handle.promise().value;
  }
  std::coroutine_handle<promise_type> handle;
};
template <class T> class future {
public:
  using promise_type = typename lazily<T>::promise_type;
  future(lazily<T> &&work) : handle_(std::exchange(work.handle, nullptr)) { handle_.resume(); }
  bool await_ready() const { return handle_.done(); }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() {
    if (handle_.promise().error)
      std::rethrow_exception(handle_.promise().error);
    return *handle_.promise().value;
  }

private:
  std::coroutine_handle<promise_type> handle_;
};
lazily<int> read();

lazily<int> uses() {
  read();                      // want: the task returned by 'read' is never awaited, so it never runs
  auto running = read().start(); // want: 'running' is never awaited: its work may not run, and its error is lost
  co_return co_await read();
}
