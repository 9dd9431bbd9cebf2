// Coroutines written at the place where they are left alone, of a type that runs on by itself.
#include <coroutine>
#include <exception>
#include <memory>

struct shared_state {
  std::exception_ptr error;
  std::coroutine_handle<> waiting;
};
class work {
public:
  struct promise_type {
    std::shared_ptr<shared_state> state = std::make_shared<shared_state>();
    work get_return_object() { return work(state); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { state->error = std::current_exception(); }
  };
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) { state_->waiting = waiting; }
  void await_resume() {
    if (state_->error)
      std::rethrow_exception(state_->error);
  }

private:
  explicit work(std::shared_ptr<shared_state> state) : state_(std::move(state)) {}
  std::shared_ptr<shared_state> state_;
};
class [[nodiscard]] strict : public work {
public:
  struct promise_type : work::promise_type {
    strict get_return_object() { return strict(work::promise_type::get_return_object()); }
  };
  explicit strict(work made) : work(std::move(made)) {}
};
work save(int row);

void clicked(int row) {
  [](int row) -> work { // want-low: the task returned by 'lambda' is never awaited
    co_await save(row);
  }(row);
  save(row); // want-low: the task returned by 'save' is never awaited
}
work edited(int row) {
  [](int row) -> work { // want-low: the task returned by 'lambda' is never awaited
    co_await save(row);
  }(row);
  save(row); // want: the task returned by 'save' is never awaited
  co_await save(row + 1);
}
void not_to_be_dropped(int row) {
  [](int row) -> strict { // want: the task returned by 'lambda' is never awaited
    co_await save(row);
  }(row);
}
