// Coroutine types whose promise hands them to a loop: they start by themselves, a little later.
#include <cassert>
#include <coroutine>
#include <exception>
#include <functional>
#include <vector>

struct loop {
  std::vector<std::coroutine_handle<>> ready;
  void post(std::coroutine_handle<> handle) { ready.push_back(handle); }
  void post(std::function<void()> work);
};
loop &this_loop();

/// An error ends the process, and the end frees the frame: nobody needs to hold it.
struct process {
  struct start {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> handle) const { this_loop().post(handle); }
    void await_resume() const noexcept {}
  };
  struct promise_type {
    process get_return_object() { return {}; }
    start initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { assert(false); }
  };
  bool done() const;
  start operator co_await() const;
};

/// Keeps its error for whoever awaits it.
template <class T = void> struct job {
  struct start {
    bool await_ready() const noexcept { return false; }
    template <class Promise> void await_suspend(std::coroutine_handle<Promise> handle) const {
      this_loop().post([handle] { handle.resume(); });
    }
    void await_resume() const noexcept {}
  };
  struct promise_type {
    std::exception_ptr error;
    job get_return_object() { return job{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    start initial_suspend() const noexcept { return {}; }
    std::suspend_always final_suspend() const noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { error = std::current_exception(); }
  };
  std::coroutine_handle<promise_type> handle;
  bool await_ready() const { return handle.done(); }
  void await_suspend(std::coroutine_handle<>);
  void await_resume() { std::rethrow_exception(handle.promise().error); }
};

/// Begins only when it is awaited, although its first awaiter knows the coroutine.
struct lazy {
  struct promise_type;
  struct start {
    std::coroutine_handle<> &self;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> handle) const { self = handle; }
    void await_resume() const noexcept {}
  };
  struct promise_type {
    std::coroutine_handle<> self;
    lazy get_return_object() { return {}; }
    start initial_suspend() noexcept { return {self}; }
    std::suspend_always final_suspend() const noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

process customer(int id);
job<> order(int id);
lazy later(int id);

process customers() {
  for (int id = 0; id < 10; ++id)
    customer(id);
  co_return;
}
void simulate() {
  customers();
  auto one = customer(1);
}
job<> orders() {
  order(1); // want: the task returned by 'order' is never awaited: nobody waits for it, and its error is lost
  co_await order(2);
}
job<> starts_later() {
  later(1); // want: the task returned by 'later' is never awaited, so it never runs
  co_await later(2);
}

/// One of several handles of something that happens by itself.
class event {
public:
  explicit event(loop &);
  bool pending() const;
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  void await_resume() const;

private:
  std::vector<std::coroutine_handle<>> *waiting_;
};
/// Describes what is done when it is awaited.
class write {
public:
  explicit write(int);
  write(const write &) = delete;
  bool empty() const;
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  void await_resume() const;
};
class value_event : public event {
public:
  int value() const;
};
struct store {
  event put(int);
  value_event get();
  write send(int);
};
void fill_at_once(store &items) {
  items.put(1); // want-low: the operation returned by 'put' is never awaited: nobody waits for it, and its error is lost
  items.get(); // want-low: the operation returned by 'get' is never awaited
}
process fill(store &items) {
  items.put(1); // want: the operation returned by 'put' is never awaited: nobody waits for it, and its error is lost
  items.send(1); // want: the operation returned by 'send' is never awaited, so it never starts
  co_await items.put(2);
  co_await items.send(2);
}
