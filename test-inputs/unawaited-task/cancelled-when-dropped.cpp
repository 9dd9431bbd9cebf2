// Futures over shared state whose destructor cancels the work: one that is kept in a variable runs for as long as the variable
// lives, which is what the variable is for. One that is dropped at once is cancelled at once.
#include <coroutine>
#include <exception>

void log_slow();

namespace own {
struct state {
  int futures = 1, promises = 1;
  virtual ~state() = default;
  virtual void cancel() {}
  void drop_future() {
    if (--futures == 0 && promises > 0)
      cancel();
  }
};

template <class T> class future {
public:
  future(future &&other) noexcept : state_(other.state_) { other.state_ = nullptr; }
  ~future() {
    if (state_)
      state_->drop_future();
  }
  bool is_ready() const { return !state_ || state_->promises == 0; }
  T get();
  bool await_ready() const { return is_ready(); }
  void await_suspend(std::coroutine_handle<>);
  T await_resume();

  struct promise_type {
    future get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept {}
  };

private:
  state *state_ = nullptr;
};

/// The two ends of one state.
template <class T> class promise {
public:
  future<T> get_future();
  void set_value();
  void set_exception(std::exception_ptr);
};
} // namespace own

own::future<void> warn_after(int seconds);
own::future<void> load(int row);
own::future<void> also(own::future<void> first, int row);

own::future<void> slow_operation() {
  own::future<void> warner = warn_after(600); // cancelled when this is done
  co_await load(1);
}
own::future<void> kept_by_auto() {
  auto warner = warn_after(600);
  co_await load(1);
}
own::future<void> dropped_at_once() {
  warn_after(600); // want: dropped un-awaited, which cancels its work
  co_await load(1);
}

/// The one end asks what becomes of the other.
own::future<void> asks(own::promise<void> done) {
  if (done.get_future().is_ready())
    co_return;
  while (!done.get_future().is_ready())
    co_await load(2);
}
/// Work that is asked at once and dropped with that is another thing.
own::future<void> asks_work() {
  if (load(3).is_ready()) // want: this asks the task of 'load', not its result
    co_return;
  co_await load(4);
}

/// A class that cancels by what it consists of.
struct cancels_in_destructor {
  ~cancels_in_destructor() { request_stop(); }
  void request_stop();
};
class scoped_job {
public:
  struct promise_type {
    scoped_job get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept {}
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();

private:
  cancels_in_destructor stop_;
};
scoped_job heartbeat();
own::future<void> with_heartbeat() {
  scoped_job beat = heartbeat();
  co_await load(1);
}

/// A class whose destructor only gives memory back goes on when it is dropped.
class plain_job {
public:
  struct promise_type {
    plain_job get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept {}
  };
  ~plain_job() { release(); }
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();

private:
  void release();
};
plain_job audit();
own::future<void> forgets_it() {
  auto unused = audit(); // want: nobody waits for it, and its error is lost
  co_await load(1);
}
