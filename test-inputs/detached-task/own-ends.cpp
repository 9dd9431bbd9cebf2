// Own task types: what becomes of an error is seen in the promise, and in the coroutine that is given another's task.
#include <coroutine>
#include <cstdio>
#include <exception>
#include <optional>
#include <utility>

/// A result, or the error in its place.
template <class T> struct outcome {
  std::optional<T> value;
  const char *error = nullptr;
};

template <class T> struct wrapped;

/// What is left of an error when the coroutine ends ends the process.
template <class T> struct strict {
  struct promise_base {
    std::exception_ptr error;
    virtual ~promise_base() noexcept {
      if (error)
        std::rethrow_exception(error);
    }
    void unhandled_exception() { error = std::current_exception(); }
  };
  struct promise_type : promise_base {
    strict get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T);
  };
  void detach();
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

/// Keeps it, and nobody asks.
template <class T> struct loose {
  struct promise_type {
    std::exception_ptr error;
    loose get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T);
    void unhandled_exception() { error = std::current_exception(); }
  };
  void detach();
  loose start() &&;
  wrapped<T> wrap() &&;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
template <class T> struct wrapped {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>);
  outcome<T> await_resume() noexcept;
};

strict<int> load(int);
loose<int> fetch(int);
void log(const char *);

void ends_the_process() { load(1).detach(); }
void nobody_asks() {
  fetch(1).detach(); // want: an exception of 'fetch' is discarded behind 'detach'
}
loose<int> logged(loose<int> work) {
  auto result = co_await std::move(work).wrap();
  if (result.error)
    log(result.error);
  co_return 0;
}
void is_given_to_one_that_looks() { logged(fetch(1)).start().detach(); }
void is_given_to_a_lambda() {
  auto logged = [](loose<int> work) -> loose<int> {
    auto result = co_await std::move(work).wrap();
    if (result.error)
      log(result.error);
    co_return 0;
  };
  logged(fetch(1)).start().detach();
}
loose<int> passes_on(loose<int> work) { co_return co_await std::move(work); }
void is_given_to_one_that_throws() {
  passes_on(fetch(1)).start().detach(); // want: an exception of 'fetch' is discarded behind 'detach'
}
