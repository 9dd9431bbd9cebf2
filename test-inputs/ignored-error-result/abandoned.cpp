// Started tasks that are awaited one after another: the first failure leaves the others running, and nobody learns what became of them.
#include <coroutine>
#include <exception>
#include <memory>
#include <utility>
#include <vector>

class work { // starts at once, runs on without its handle
  struct state {
    std::coroutine_handle<> waiting;
    std::exception_ptr error;
    bool done = false;
  };

public:
  struct promise_type {
    std::shared_ptr<state> shared = std::make_shared<state>();
    work get_return_object() { return work(shared); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept {
      shared->done = true;
      if (shared->waiting)
        shared->waiting.resume();
      return {};
    }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { shared->error = std::current_exception(); }
  };
  bool await_ready() const noexcept { return shared_->done; }
  void await_suspend(std::coroutine_handle<> waiting) noexcept { shared_->waiting = waiting; }
  void await_resume() const {
    if (shared_->error)
      std::rethrow_exception(shared_->error);
  }

private:
  explicit work(std::shared_ptr<state> shared) : shared_(std::move(shared)) {}
  std::shared_ptr<state> shared_;
};
work decode(int tile);
void log(std::exception_ptr error);

work all(std::vector<work> works) {
  for (auto &one : works)
    co_await one; // want: the first failure leaves this loop, and the tasks left in 'works' with their errors unseen
}
work own(int tiles) {
  std::vector<work> works;
  for (int i = 0; i < tiles; ++i)
    works.push_back(decode(i));
  for (auto &one : works)
    co_await one; // want: the first failure leaves this loop, and the tasks left in 'works' with their errors unseen
}

// ---- Silent ----

work of_somebody_else(std::vector<work> &works) {
  for (auto &one : works)
    co_await one;
}
work each_looked_at(std::vector<work> works) {
  std::exception_ptr first;
  for (auto &one : works)
    try {
      co_await one;
    } catch (...) {
      if (!first)
        first = std::current_exception();
    }
  if (first)
    std::rethrow_exception(first);
}
work one_at_a_time(int tiles) {
  for (int i = 0; i < tiles; ++i)
    co_await decode(i);
}
