// A class that is a bare handle of a coroutine which frees itself at its end: nobody can await it, or ask it for anything.
#include <coroutine>
#include <exception>
#include <vector>

struct running : std::coroutine_handle<> {
  struct promise_type {
    running get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};
/// The frame stays: it can be asked.
struct kept : std::coroutine_handle<> {
  struct promise_type {
    std::exception_ptr error;
    kept get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { error = std::current_exception(); }
  };
};
running serve(int);
kept work(int);

void starts() {
  serve(1);
  std::vector<running> all;
  for (int i = 0; i < 3; ++i)
    all.emplace_back(serve(i));
}
void drops() {
  work(1); // want-low: the task returned by 'work' is never awaited
}
