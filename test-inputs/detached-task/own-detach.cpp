// A task's own `detach`, which hands the end of its work to a callable.
#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

template <class T> struct result_of {
  std::optional<T> value;
  std::exception_ptr error;
  bool has_error() const { return error != nullptr; }
  std::exception_ptr exception() const { return error; }
};
struct runner {
  struct promise_type {
    runner get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void();
    [[noreturn]] void unhandled_exception() { std::terminate(); }
  };
};
template <class T, bool IsLoud> struct lazy {
  struct promise_type {
    result_of<T> result;
    std::coroutine_handle<> next;
    lazy get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception() noexcept { result.error = std::current_exception(); }
    void return_value(T value) { result.value = std::move(value); }
  };
  struct attempt {
    std::coroutine_handle<promise_type> work;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> next) noexcept;
    result_of<T> await_resume() { return std::move(work.promise().result); }
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
  attempt as_attempt() { return {work}; }
  template <class F> void start(F callback) {
    // The attempt gives the error as a value.
    auto run = [](lazy own, F then) -> runner { then(co_await own.as_attempt()); };
    [[maybe_unused]] auto running = run(std::move(*this), std::move(callback));
  }
  void detach() {
    if constexpr (IsLoud)
      start([](auto &&ended) {
        if (ended.has_error())
          std::rethrow_exception(ended.exception());
      });
    else
      start([](auto &&) {});
  }
  std::coroutine_handle<promise_type> work;
};
lazy<int, true> loud(int number);
lazy<int, false> quiet(int number);

void starts() {
  loud(1).detach();
  quiet(2).detach(); // want: an exception of 'quiet' is discarded behind 'detach'
}
