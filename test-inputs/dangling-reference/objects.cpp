// The object that a member coroutine is called on, `this` of work that nobody waits for, and references into a task.
#include "task.h"
#include <memory>
#include <string>

task<> tick();

struct request {
  int user = 0;
  task<int> dispatch();
  task<int> size() {
    co_await tick();
    co_return user;
  }
};
/// Copies of it share the state.
class client {
public:
  task<int> get();

private:
  std::shared_ptr<int> state_;
};

task<int> handle(request incoming) {
  return incoming.dispatch(); // want: 'incoming' is destroyed when the function returns, but the task of 'dispatch' still refers to it
}
task<int> measured() {
  request local;
  return local.size(); // want: 'local' is destroyed when the function returns
}
task<> temporary() {
  auto pending = request{}.size(); // want: this temporary is destroyed at the end of this expression, but the task of 'size' still refers to it
  co_await pending;
}

struct session : std::enable_shared_from_this<session> {
  int state = 0;
  fire_and_forget run() {
    co_await tick();
    state = 1; // want: 'this' may be destroyed while 'run' is suspended
  }
  fire_and_forget keeps_itself() {
    auto self = shared_from_this();
    co_await tick();
    state = 1;
  }
  static fire_and_forget is_given(std::shared_ptr<session> self) {
    co_await tick();
    self->state = 1;
  }
  fire_and_forget uses_it_before() {
    state = 1;
    co_await tick();
  }
  task<> waited_for() {
    co_await tick();
    state = 1;
  }
};
struct owned_elsewhere {
  int state = 0;
  fire_and_forget run() {
    co_await tick();
    state = 1;
  }
};

/// As some libraries do: awaiting an rvalue gives an rvalue reference into the task.
template <class T> struct referring {
  struct promise_type : detail::promise_value<T> {
    referring get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
  };
  struct awaiter {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    T &&await_resume();
  };
  awaiter operator co_await() &&;
};
referring<std::string> text();
referring<std::string &> shared_text();
void use(const std::string &);

task<> into_the_task() {
  auto &&r = co_await text(); // want: 'r' refers into the task, which is destroyed at the end of this expression
  use(r);
  const std::string &c = co_await text(); // want: 'c' refers into the task
  use(c);
  auto value = co_await text();
  use(value);
}
task<> not_into_the_task() {
  auto kept = text();
  auto &&r = co_await std::move(kept);
  use(r);
  use(co_await text());
}

// ---- Silent ----

task<> awaited(request incoming) {
  co_await incoming.dispatch();
  auto pending = incoming.size();
  co_await pending;
  co_await request{}.size();
}
task<int> handles(client shared) { return shared.get(); }
task<int> pointer(std::shared_ptr<request> shared) { return shared->dispatch(); }
task<int> reference(request &shared) { return shared.dispatch(); }
