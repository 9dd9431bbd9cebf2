// Types that no model knows: what their promise does is what happens.
#include "task.h"

task<void> save(int row);
job<int> index_row(int row);
void log_failure(std::exception_ptr error);

/// A promise that ends the process.
fire_and_forget on_change(int row) { // want: nobody can await 'on_change': an exception that leaves it ends the process
  co_await save(row);
}
auto lambda = [](int row) -> fire_and_forget { // want: nobody can await this lambda
  co_await save(row);
};
struct editor {
  fire_and_forget changed() { // want: nobody can await 'changed'
    throw 1;
    co_return;
  }
};

/// A promise that hands the exception to somebody.
struct logged {
  struct promise_type {
    logged get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { log_failure(std::current_exception()); }
  };
};
logged reported(int row) { co_await save(row); }

job<int> careful(int row) {
  try {
    co_return co_await save(row), 1;
  } catch (...) {
    log_failure(std::current_exception());
    co_return 0;
  }
}

/// A task with a function that starts it and gives nothing back.
class background {
public:
  struct promise_type {
    background get_return_object() { return background(); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { error = std::current_exception(); }
    std::exception_ptr error;
  };
  void detach();
  void start();
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume();
};
background upload(int row);

void starts() {
  upload(1).detach(); // want: an exception of 'upload' is discarded behind 'detach'
  upload(2).start();  // want: an exception of 'upload' is discarded behind 'start'
  auto kept = upload(3);
  kept.start();
  (void)index_row(1); // want: nobody waits for 'index_row'
  (void)careful(1);
  job<int> running = index_row(2);
  (void)running;
}

// ---- Silent --------------------------------------------------------------------------------------------------------

fire_and_forget covered(int row) {
  try {
    co_await save(row);
  } catch (...) {
    log_failure(std::current_exception());
  }
}
fire_and_forget covered_whole(int row) try {
  co_await save(row);
} catch (...) {
  log_failure(std::current_exception());
}
fire_and_forget nothing_to_throw(int *counter) {
  ++*counter;
  co_return;
}
task<int> awaits() {
  covered(1);
  co_return co_await index_row(3);
}
void owns(task_scope &scope) { scope.spawn(save(1)); }

/// What a group gives back holds its errors: nothing is thrown.
struct group_operation {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  std::tuple<int, std::exception_ptr, std::exception_ptr> await_resume();
};
fire_and_forget waits_for_group(group_operation both) {
  auto [first, one, other] = co_await both;
  if (one || other)
    log_failure(one ? one : other);
}
