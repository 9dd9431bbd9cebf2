// Tasks that somebody takes over: told from what it does with its parameter, and where only a declaration can be seen from
// its type.
#include "task.h"
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

task<int> request(std::string url);
std::string name(int n);
task<> fetch(const std::string &url) { co_await request(url); }
job<> started(const std::string &url) {
  co_await request("first");
  co_await request(url);
}

class loop {
public:
  void adopt(task<> work);
  void adopt_moved(task<> &&work);
  void run_until_complete(task<> work);
  int block_on(task<> work);
};
class tasks {
public:
  void keep(task<> work) { all_.push_back(std::move(work)); }
  void keep_twice_removed(task<> work) { keep(std::move(work)); }
  void wait(task<> work) { sync_wait(std::move(work)); }

private:
  std::vector<task<>> all_;
};
loop &main_loop();

void takes_temporary(int n) {
  main_loop().adopt(fetch(name(n))); // want: 'url' refers to a temporary
  main_loop().adopt_moved(fetch(name(n))); // want: 'url' refers to a temporary
}
void takes_closure(int n) {
  main_loop().adopt([n]() -> task<> { co_await request(name(n)); }()); // want: the captures of this lambda are destroyed at the end of this expression
}
void takes_local(std::string url) {
  main_loop().adopt(fetch(url)); // want: 'url' is destroyed at the end of its scope
}
void keeps_temporary(tasks &all, int n) {
  all.keep(fetch(name(n))); // want: 'url' refers to a temporary
  all.keep_twice_removed(fetch(name(n))); // want: 'url' refers to a temporary
}

class session {
public:
  explicit session(std::string url) : run_(fetch(url)) {} // want: 'url' is destroyed at the end of its scope
  session(const std::string &url, int) : run_(fetch(url)) {}
  void restart(std::string url) {
    run_ = fetch(url); // want: 'url' is destroyed at the end of its scope
  }
  void restart_optional(int n) {
    next_ = fetch(name(n)); // want: 'url' refers to a temporary
  }

private:
  task<> run_;
  std::optional<task<>> next_;
};

task<> leaves_behind(int n) {
  std::string url = name(co_await request(name(n)));
  started(url); // want: 'url' is destroyed at the end of its scope
  ++n;
}

// ---- Silent ----

void takes_and_waits(std::string url, int n) {
  main_loop().run_until_complete(fetch(url));
  main_loop().run_until_complete(fetch(name(n)));
  (void)main_loop().block_on(fetch(url));
  tasks own;
  own.wait(fetch(name(n)));
}
void takes_value(int n) {
  main_loop().adopt([](int n) -> task<> { co_await request(name(n)); }(n));
}
void takes_reference(const std::string &url) { main_loop().adopt(fetch(url)); }
task<> scope_waits(std::string url) {
  task_scope scope;
  scope.spawn(fetch(url));
  co_await scope.join();
}
task<> waits_afterwards(int n) {
  std::string url = name(n);
  auto running = started(url);
  ++n;
  co_await running;
}

// Taken, and waited for before the function returns.
struct event_loop {
  void run();
  void post(task<> &work);
  int get_executor();
};
class runner {
  std::optional<task<>> work_;
  event_loop loop_;

public:
  void start(task<> work) { work_ = std::move(work); }
  void start_soon(task<> work) {
    loop_.get_executor();
    work_ = std::move(work);
    loop_.post(*work_);
  }
  void run(task<> work) {
    work_ = std::move(work);
    loop_.run();
  }
  void run_twice_removed(task<> work) {
    start(std::move(work));
    loop_.run();
  }
};
void run_by_another(task<> work) {
  event_loop events;
  runner here;
  here.start(std::move(work));
  events.run();
}
void taken_and_run(runner &here) {
  std::string url = "u";
  here.run(fetch(url));
  here.run_twice_removed(fetch(url));
  run_by_another(fetch(url));
}
void only_taken(runner &here) {
  std::string url = "u";
  here.start(fetch(url)); // want: 'url' is destroyed at the end of its scope
}
void only_taken_soon(runner &here) {
  std::string url = "u";
  here.start_soon(fetch(url)); // want: 'url' is destroyed at the end of its scope
}

// A function whose name has no word in it.
const char *_(const char *text);
class translated {
  std::optional<task<>> work_;

public:
  void take(task<> work) {
    _("taken");
    work_ = std::move(work);
  }
};
void taken_with_a_word(translated &here) {
  std::string url = "u";
  here.take(fetch(url)); // want: 'url' is destroyed at the end of its scope
}

// A lambda that only refers to the task, and that is called before the function returns.
template <class F> auto in_scope(int depth, F &&run) -> decltype(run()) {
  struct guard {
    int depth;
    ~guard() {}
  } held{depth};
  return run();
}
template <class T> void run_within(task<T> &&work) {
  in_scope(1, [&] { sync_wait(std::move(work)); });
}
template <class T> void start_within(runner &here, task<T> &&work) {
  in_scope(1, [&] { here.start(std::move(work)); });
}
void waited_for_within() { run_within(fetch(std::string("u"))); }
void started_within(runner &here) {
  start_within(here, fetch(std::string("u"))); // want: 'url' refers to a temporary that is destroyed before the task of 'fetch' uses it
}

// Whoever takes the base of a task's class takes the coroutine over.
struct any_job {
  std::coroutine_handle<> handle;
  explicit any_job(std::coroutine_handle<> h) : handle(h) {}
  any_job(any_job &&other) noexcept : handle(std::exchange(other.handle, {})) {}
  ~any_job() {
    if (handle)
      handle.destroy();
  }
};
template <class T> struct based_job : any_job {
  struct promise_type {
    std::exception_ptr error;
    std::coroutine_handle<> next;
    based_job get_return_object() { return based_job(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { error = std::current_exception(); }
  };
  using any_job::any_job;
  promise_type &promise() const { return std::coroutine_handle<promise_type>::from_address(handle.address()).promise(); }
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> next) {
    promise().next = next;
    return handle;
  }
  void await_resume() {
    if (promise().error)
      std::rethrow_exception(promise().error);
  }
};
struct job_loop {
  std::vector<any_job> jobs;
  void add(any_job &&work);
  void keep(any_job work) { jobs.push_back(std::move(work)); }
  void run_until_done(any_job work);
  void describe(const any_job &work);
};
based_job<void> send(const std::string &text);
based_job<void> sends(job_loop &here) {
  const std::string text = "t";
  here.add(send(text)); // want: 'text' is destroyed at the end of its scope
  here.keep(send(text)); // want: 'text' is destroyed at the end of its scope
  here.run_until_done(send(text));
  here.describe(send(text));
  co_return;
}
