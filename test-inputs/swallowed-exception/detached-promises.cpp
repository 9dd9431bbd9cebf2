// Coroutines that may be let go: the exception that their promise keeps for whoever awaits goes with the frame.
#include <atomic>
#include <coroutine>
#include <cstdio>
#include <exception>
#include <utility>

// By a flag of the promise.
class job {
public:
  struct promise_type {
    struct last {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> ended) noexcept {
        auto &promise = ended.promise();
        auto next = promise.waiting;
        if (promise.detached)
          ended.destroy();
        return next;
      }
      void await_resume() noexcept {}
    };
    std::coroutine_handle<> waiting = std::noop_coroutine();
    std::exception_ptr error;
    bool detached = false;
    job get_return_object() noexcept { return job{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    last final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { error = std::current_exception(); } // want: the exception that is kept in 'error' is destroyed with the coroutine when 'detached' is set: it is lost
  };
  explicit job(std::coroutine_handle<promise_type> h) noexcept : handle(h) {}
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) noexcept {
    handle.promise().waiting = h;
    return handle;
  }
  void await_resume() {
    if (handle.promise().error)
      std::rethrow_exception(handle.promise().error);
  }
  void start() && {
    handle.promise().detached = true;
    std::exchange(handle, nullptr).resume();
  }

private:
  std::coroutine_handle<promise_type> handle;
};

// In a template, through a member, with another type for the flag.
template <class T> class work {
public:
  struct promise_type;
  struct ends {
    bool await_ready() noexcept { return false; }
    template <class P> void await_suspend(std::coroutine_handle<P> ended) noexcept {
      if (ended.promise().is_let_go()) {
        ended.destroy();
        return;
      }
      if (ended.promise().next)
        ended.promise().next.resume();
    }
    void await_resume() noexcept {}
  };
  struct promise_type {
    std::coroutine_handle<> next;
    std::exception_ptr failure;
    T value{};
    std::atomic<bool> let_go{false};
    bool is_let_go() const noexcept { return let_go.load(); }
    work get_return_object() noexcept { return work{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    ends final_suspend() noexcept { return {}; }
    void return_value(T v) { value = std::move(v); }
    void unhandled_exception() noexcept { failure = std::current_exception(); } // want: the exception that is kept in 'failure' is destroyed with the coroutine when 'let_go' is set: it is lost
  };
  explicit work(std::coroutine_handle<promise_type> h) noexcept : handle(h) {}
  bool await_ready() const noexcept { return handle.done(); }
  void await_suspend(std::coroutine_handle<> h) noexcept { handle.promise().next = h; }
  T await_resume() {
    if (handle.promise().failure)
      std::rethrow_exception(handle.promise().failure);
    return std::move(handle.promise().value);
  }
  void detach() { std::exchange(handle, nullptr).promise().let_go = true; }

private:
  std::coroutine_handle<promise_type> handle;
};
job first();
work<int> second() {
  co_await first();
  co_return 2;
}
void runs() {
  first().start();
  second().detach();
}

// Whether anybody lets one go isn't to be seen: those who are given a task say nothing of it.
class unused {
public:
  struct promise_type {
    struct last {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> ended) noexcept {
        auto next = ended.promise().waiting;
        if (ended.promise().detached)
          ended.destroy();
        return next;
      }
      void await_resume() noexcept {}
    };
    std::coroutine_handle<> waiting = std::noop_coroutine();
    std::exception_ptr error;
    bool detached = false;
    unused get_return_object() noexcept { return unused{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    last final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { error = std::current_exception(); } // want-low: the exception that is kept in 'error' is destroyed with the coroutine when 'detached' is set: it is lost
  };
  explicit unused(std::coroutine_handle<promise_type> h) noexcept : handle(h) {}
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) noexcept {
    handle.promise().waiting = h;
    return handle;
  }
  void await_resume() {
    if (handle.promise().error)
      std::rethrow_exception(handle.promise().error);
  }
  void detach() { handle.promise().detached = true; }

private:
  std::coroutine_handle<promise_type> handle;
};
inline void leave(unused work) { work.detach(); }
unused third() { co_await first(); }

// ---- Silent ----

struct common {
  std::coroutine_handle<> waiting = std::noop_coroutine();
  std::exception_ptr error;
  bool detached = false;
  std::suspend_always initial_suspend() noexcept { return {}; }
  void return_void() noexcept {}
};
template <class P> struct handle_of {
  std::coroutine_handle<P> handle;
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) noexcept {
    handle.promise().waiting = h;
    return handle;
  }
  void await_resume() {
    if (handle.promise().error)
      std::rethrow_exception(handle.promise().error);
  }
  void detach() {
    handle.promise().detached = true;
    handle.resume();
  }
};

/// Who ends it looks first.
struct looks : handle_of<struct looks_promise> {
  using promise_type = looks_promise;
};
struct looks_promise : common {
  struct last {
    bool await_ready() noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<looks_promise> ended) noexcept {
      auto next = ended.promise().waiting;
      if (ended.promise().detached) {
        if (ended.promise().error)
          std::terminate();
        ended.destroy();
      }
      return next;
    }
    void await_resume() noexcept {}
  };
  looks get_return_object() noexcept { return {{std::coroutine_handle<looks_promise>::from_promise(*this)}}; }
  last final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { error = std::current_exception(); }
};

/// A detached one isn't kept.
struct ends_process : handle_of<struct ends_process_promise> {
  using promise_type = ends_process_promise;
};
struct ends_process_promise : common {
  struct last {
    bool await_ready() noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<ends_process_promise> ended) noexcept {
      auto next = ended.promise().waiting;
      if (ended.promise().detached)
        ended.destroy();
      return next;
    }
    void await_resume() noexcept {}
  };
  ends_process get_return_object() noexcept { return {{std::coroutine_handle<ends_process_promise>::from_promise(*this)}}; }
  last final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept {
    if (detached)
      std::terminate();
    error = std::current_exception();
  }
};

/// Its destructor tells what nobody has taken.
struct tells : handle_of<struct tells_promise> {
  using promise_type = tells_promise;
};
struct tells_promise : common {
  struct last {
    bool await_ready() noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<tells_promise> ended) noexcept {
      auto next = ended.promise().waiting;
      if (ended.promise().detached)
        ended.destroy();
      return next;
    }
    void await_resume() noexcept {}
  };
  ~tells_promise() {
    if (error)
      std::puts("nobody has seen an error");
  }
  tells get_return_object() noexcept { return {{std::coroutine_handle<tells_promise>::from_promise(*this)}}; }
  last final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { error = std::current_exception(); }
};

/// The last of those who share it frees it, and has had the chance to ask.
struct shares : handle_of<struct shares_promise> {
  using promise_type = shares_promise;
};
struct shares_promise : common {
  int users = 2;
  struct last {
    bool await_ready() noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<shares_promise> ended) noexcept {
      auto next = ended.promise().waiting;
      if (--ended.promise().users == 0)
        ended.destroy();
      return next;
    }
    void await_resume() noexcept {}
  };
  shares get_return_object() noexcept { return {{std::coroutine_handle<shares_promise>::from_promise(*this)}}; }
  last final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { error = std::current_exception(); }
};

looks one() { co_await first(); }
ends_process two() { co_await first(); }
tells three() { co_await first(); }
shares four() { co_await first(); }
void runs_these() {
  one().detach();
  two().detach();
  three().detach();
  four().detach(); // (coro-detached-task tells of this one)
}
