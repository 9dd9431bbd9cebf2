// Own tasks with a `detach`, whose promises tell of what leaves them, or keep it for nobody.
#include "task.h"
#include <coroutine>
#include <cstdio>
#include <exception>

task<> save(int row);

struct telling {
  struct promise_type {
    telling get_return_object() { return telling{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept {
      try {
        throw;
      } catch (const std::exception &e) {
        std::fprintf(stderr, "background: %s\n", e.what());
      } catch (...) {
        std::fprintf(stderr, "background: unknown\n");
      }
    }
  };
  void detach() && noexcept { handle = {}; }
  std::coroutine_handle<promise_type> handle;
};
struct keeping {
  struct promise_type {
    std::exception_ptr error;
    keeping get_return_object() { return keeping{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { error = std::current_exception(); }
  };
  void detach() && noexcept { handle = {}; }
  std::coroutine_handle<promise_type> handle;
};

telling compact(int row) { co_await save(row); }
keeping index(int row) { co_await save(row); }

void starts() {
  compact(1).detach();
  index(1).detach(); // want: an exception of 'index' is discarded behind 'detach'
}
