// Promises and awaiters that lose what they are given.
#include <atomic>
#include <coroutine>
#include <cstdio>
#include <exception>
#include <iostream>
#include <system_error>
#include <utility>
#include <variant>

struct common {
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void return_void() noexcept {}
};

struct forgets {
  struct promise_type : common {
    forgets get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept {} // want: 'unhandled_exception' drops the exception
  };
};

inline std::atomic<int> live{0};
struct counts {
  struct promise_type : common {
    counts get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept { --live; } // want: 'unhandled_exception' drops the exception
  };
};

struct says_something {
  struct promise_type : common {
    says_something get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept { std::fputs("failed\n", stderr); } // want: 'unhandled_exception' drops the exception
  };
};

template <class T> struct of_a_template {
  struct promise_type : common {
    of_a_template get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept {} // want: 'unhandled_exception' drops the exception
  };
};
of_a_template<int> use() { co_return; }

// Stored, and never thrown again.
struct stores {
  struct promise_type : common {
    std::exception_ptr error;
    stores get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept { error = std::current_exception(); } // want: the exception is kept in 'error', which nothing ever reads
  };
};

struct stores_and_resumes {
  struct promise_type : common {
    std::exception_ptr failure;
    std::coroutine_handle<> waiting;
    stores_and_resumes get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept { failure = std::current_exception(); }
  };
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) noexcept {}
  void await_resume() noexcept {} // want: 'await_resume' never looks at 'failure'
};

template <class T> struct forgetful_task {
  struct promise_type : common {
    std::exception_ptr error;
    forgetful_task get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept { error = std::current_exception(); }
  };
  struct awaiter {
    std::coroutine_handle<promise_type> handle;
    bool await_ready() noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) noexcept {}
    void await_resume() noexcept {} // want: 'await_resume' never looks at 'error'
  };
  awaiter operator co_await() noexcept { return {handle}; }
  std::coroutine_handle<promise_type> handle;
};

// An operation whose callback leaves an error that nobody asks for.
void start(void *context, void (*done)(void *, std::error_code));
struct operation {
  std::error_code code;
  std::coroutine_handle<> waiting;
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    waiting = h;
    start(this, [](void *self, std::error_code result) {
      static_cast<operation *>(self)->code = result;
      static_cast<operation *>(self)->waiting.resume();
    });
  }
  void await_resume() noexcept {} // want: 'await_resume' never looks at 'code'
};

// ---- silent --------------------------------------------------------------------------------------------------------

struct terminates {
  struct promise_type : common {
    terminates get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

struct rethrows {
  struct promise_type : common {
    rethrows get_return_object() noexcept { return {}; }
    void unhandled_exception() { throw; }
  };
};

void report_failure(std::exception_ptr error) noexcept;
void report_current() noexcept;
struct reports {
  struct promise_type : common {
    reports get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept {
      --live;
      report_failure(std::current_exception());
    }
  };
};
struct reports_by_a_helper {
  struct promise_type : common {
    reports_by_a_helper get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept { report_current(); }
  };
};

struct asks_what_it_is {
  struct promise_type : common {
    asks_what_it_is get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept {
      try {
        throw;
      } catch (const std::exception &e) {
        std::cerr << e.what();
      } catch (...) {
        std::cerr << "unknown error";
      }
    }
  };
};

struct keeps {
  struct promise_type : common {
    std::exception_ptr error;
    keeps get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept { error = std::current_exception(); }
  };
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  void await_resume() {
    if (handle.promise().error)
      std::rethrow_exception(handle.promise().error);
  }
  std::coroutine_handle<promise_type> handle;
};

struct keeps_in_a_variant {
  struct promise_type : common {
    std::variant<int, std::exception_ptr> result;
    keeps_in_a_variant get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept { result.emplace<1>(std::current_exception()); }
  };
};

struct read_elsewhere {
  struct promise_type : common {
    std::exception_ptr error;
    read_elsewhere get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept { error = std::current_exception(); }
    void rethrow();
  };
};

struct tells_by_a_flag {
  struct promise_type : common {
    bool failed = false;
    tells_by_a_flag get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept { failed = true; }
  };
};

/// Whoever waits takes it, and nobody is known yet to this template.
template <class T> struct receiver {
  std::exception_ptr error;
  void unhandled_exception() { error = std::current_exception(); }
  void check() {
    if (error)
      std::rethrow_exception(error);
  }
};
template <class T> struct hands_it_over {
  struct promise_type : common {
    receiver<T> *waiting = nullptr;
    hands_it_over get_return_object() noexcept { return {}; }
    void unhandled_exception() {
      if (this->waiting)
        this->waiting->unhandled_exception();
      else
        throw;
    }
  };
};

/// The promise inside takes it.
struct wraps {
  struct promise_type : common {
    keeps::promise_type inner;
    wraps get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept { inner.unhandled_exception(); }
  };
};

/// Whoever waits is told by a name of the project's own, which only the instances of the template
/// know.
template <class T> struct keeping_waiter {
  std::exception_ptr error;
  void tellFailure() noexcept { error = std::current_exception(); }
  T check() { return error ? std::rethrow_exception(error), T() : T(); }
};
template <class P> struct tells_its_waiter : common {
  P &self() noexcept { return static_cast<P &>(*this); }
  void unhandled_exception() noexcept { self().waiting->tellFailure(); }
};
struct told {
  struct promise_type : tells_its_waiter<promise_type> {
    keeping_waiter<int> *waiting = nullptr;
    told get_return_object() noexcept { return {}; }
  };
};
told tells() { co_return; }

template <class T> struct ending_waiter {
  void tellFailure() noexcept { std::terminate(); }
};
template <class P> struct ends_by_its_waiter : common {
  P &self() noexcept { return static_cast<P &>(*this); }
  void unhandled_exception() noexcept { self().waiting->tellFailure(); }
};
struct ended {
  struct promise_type : ends_by_its_waiter<promise_type> {
    ending_waiter<int> *waiting = nullptr;
    ended get_return_object() noexcept { return {}; }
  };
};
ended ends() { co_return; }

/// The same, where an instance shows that nobody keeps it.
template <class T> struct deaf_waiter {
  int failures = 0;
  void tellFailure() noexcept { ++failures; }
};
template <class P> struct tells_the_deaf : common {
  P &self() noexcept { return static_cast<P &>(*this); }
  void unhandled_exception() noexcept { self().waiting->tellFailure(); } // want: 'unhandled_exception' drops the exception
};
struct unheard {
  struct promise_type : tells_the_deaf<promise_type> {
    deaf_waiter<int> *waiting = nullptr;
    unheard get_return_object() noexcept { return {}; }
  };
};
unheard tells_nobody() { co_return; }

/// Nobody waits any more on one of the ways.
struct says_why_not {
  struct promise_type : common {
    bool cancelled = false;
    says_why_not get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept {
      // Whoever has cancelled it doesn't look at the error any more.
      if (!cancelled)
        std::terminate();
    }
  };
};
struct says_nothing {
  struct promise_type : common {
    bool cancelled = false;
    says_nothing get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept { // want: 'unhandled_exception' drops the exception
      if (!cancelled)
        std::terminate();
    }
  };
};
struct drops_it_always {
  struct promise_type : common {
    bool failed_ = false;
    drops_it_always get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept { // want: 'unhandled_exception' drops the exception
      // Errors don't matter here.
    }
  };
};

/// What can't be seen may ask for the exception at hand.
struct scheduler {
  void taskFailed() noexcept;
};
struct reports_elsewhere {
  struct promise_type : common {
    scheduler *owner = nullptr;
    reports_elsewhere get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept { owner->taskFailed(); }
  };
};

// ---- One of several awaiters of promises with a common base --------------------------------------------------------

struct keeping : common {
  std::exception_ptr failure;
  void unhandled_exception() noexcept { failure = std::current_exception(); }
};
template <class T> struct work {
  struct promise_type : keeping {
    T value;
    work get_return_object() noexcept { return {}; }
  };
  std::coroutine_handle<promise_type> handle;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  T await_resume() const {
    if (handle.promise().failure)
      std::rethrow_exception(handle.promise().failure);
    return handle.promise().value;
  }
};
template <> struct work<void> {
  struct promise_type : keeping {
    work get_return_object() noexcept { return {}; }
  };
  std::coroutine_handle<promise_type> handle;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {} // want: 'await_resume' never looks at 'failure': whoever awaits takes a failure for a success
};
template <class T> struct lazy_work {
  struct promise_type : keeping {
    T value;
    lazy_work get_return_object() noexcept { return {}; }
  };
  struct awaiter {
    std::coroutine_handle<promise_type> handle;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    T await_resume() { return std::move(handle.promise().value); } // want: 'await_resume' never looks at 'failure'
  };
  std::coroutine_handle<promise_type> handle;
  awaiter operator co_await() const noexcept { return {handle}; }
};
struct asked_afterwards {
  struct promise_type : keeping {
    asked_afterwards get_return_object() noexcept { return {}; }
  };
  std::coroutine_handle<promise_type> handle;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
  std::exception_ptr error() const { return handle.promise().failure; }
};
struct asks_the_promise {
  struct promise_type : keeping {
    asks_the_promise get_return_object() noexcept { return {}; }
    void check() {
      if (failure)
        std::rethrow_exception(failure);
    }
  };
  std::coroutine_handle<promise_type> handle;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const { handle.promise().check(); }
};
struct waits_only {
  struct promise_type : keeping {
    waits_only get_return_object() noexcept { return {}; }
  };
  std::coroutine_handle<promise_type> handle;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const {
    if (handle.promise().failure)
      std::rethrow_exception(handle.promise().failure);
  }
  auto when_ready() const noexcept {
    struct awaiter {
      std::coroutine_handle<promise_type> handle;
      bool await_ready() const noexcept { return false; }
      void await_suspend(std::coroutine_handle<>) const noexcept {}
      void await_resume() const noexcept {}
    };
    return awaiter{handle};
  }
};

// What is given nothing but constants doesn't look at anything.
struct says_a_word {
  struct promise_type : keeping {
    says_a_word get_return_object() noexcept { return {}; }
  };
  std::coroutine_handle<promise_type> handle;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const { // want: 'await_resume' never looks at 'failure'
    std::printf("joined\n");
  }
};
void look(const void *at);
struct hands_itself_on {
  struct promise_type : keeping {
    hands_itself_on get_return_object() noexcept { return {}; }
  };
  std::coroutine_handle<promise_type> handle;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const { look(this); }
};
