// Work that runs by itself, and whose task ends the process where nobody has awaited it.
#include <coroutine>
#include <cstdlib>
#include <exception>
#include <optional>
#include <utility>

[[noreturn]] void fatal(const char *why) noexcept;

template <class T> struct [[nodiscard]] strict {
  struct promise_type {
    std::optional<T> value;
    std::exception_ptr error;
    std::coroutine_handle<> waiting;
    struct last {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> ended) noexcept {
        auto next = ended.promise().waiting;
        return next ? next : std::noop_coroutine();
      }
      void await_resume() noexcept {}
    };
    strict get_return_object() noexcept { return strict{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    last final_suspend() noexcept { return {}; }
    void return_value(T v) { value = std::move(v); }
    void unhandled_exception() noexcept { error = std::current_exception(); }
  };
  explicit strict(std::coroutine_handle<promise_type> h) noexcept : handle(h) {}
  strict(strict &&other) noexcept : handle(std::exchange(other.handle, nullptr)), awaited(other.awaited) {}
  ~strict() {
    if (!handle)
      return;
    if (!awaited)
      fatal("never awaited");
    handle.destroy();
  }
  bool await_ready() noexcept {
    awaited = true;
    return handle.done();
  }
  void await_suspend(std::coroutine_handle<> h) noexcept { handle.promise().waiting = h; }
  T await_resume() {
    if (handle.promise().error)
      std::rethrow_exception(handle.promise().error);
    return std::move(*handle.promise().value);
  }

private:
  std::coroutine_handle<promise_type> handle;
  bool awaited = false;
};

strict<int> reload(int id);
strict<int> safely(int id) {
  try {
    co_return co_await reload(id);
  } catch (...) {
    co_return 0;
  }
}

void set(int id) {
  reload(id);        // want: the task returned by 'reload' is never awaited: its destructor ends the process
  (void)reload(id);  // want: the task that 'reload' returns is dropped by a cast, and its destructor ends the process
  safely(id);        // want: the task returned by 'safely' is never awaited: its destructor ends the process
  auto kept = reload(id); // want: 'kept' is never awaited: its destructor ends the process
}

template <class D> struct property {
  D *of;
  void put(int value) noexcept {
    (void)of->set(value); // want: the task that 'set' returns is dropped by a cast, and its destructor ends the process
  }
};
struct tab {
  strict<int> set(int value) { co_return co_await reload(value); }
};
template struct property<tab>;

// ---- Silent ----

strict<int> awaits(int id) {
  const int first = co_await reload(id);
  auto second = reload(id);
  co_return first + co_await std::move(second);
}
/// An assertion, which a release leaves out, says only that the work is done by then.
#define CHECK_DONE(condition)                                                                                          \
  if (!(condition))                                                                                                    \
  std::abort()
struct lax {
  struct promise_type {
    lax get_return_object() noexcept { return lax{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
  ~lax() {
    CHECK_DONE(handle.done());
    handle.destroy();
  }
  bool await_ready() noexcept { return handle.done(); }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  void await_resume() noexcept {}
  std::coroutine_handle<promise_type> handle;
};
lax runs(int id);
void starts(int id) { (void)runs(id); }
