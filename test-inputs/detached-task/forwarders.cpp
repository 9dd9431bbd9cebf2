// A function that only leaves alone what it is given: whose error is lost is for its callers to say.
#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

/// Keeps the error for whoever awaits it; left alone, nobody asks.
class job {
public:
  struct promise_type {
    std::coroutine_handle<> continuation;
    std::exception_ptr error;
    bool alone = false;
    job get_return_object() noexcept {
      return job(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    struct last {
      bool await_ready() const noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> done) noexcept {
        if (done.promise().alone) {
          done.destroy();
          return std::noop_coroutine();
        }
        return done.promise().continuation;
      }
      void await_resume() const noexcept {}
    };
    last final_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept {
      if (alone)
        std::terminate();
      error = std::current_exception();
    }
    void return_void() noexcept {}
  };
  job(job &&other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  ~job() {
    if (handle_)
      handle_.destroy();
  }
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) const noexcept {
    handle_.promise().continuation = caller;
    return handle_;
  }
  void await_resume() const {
    if (handle_.promise().error)
      std::rethrow_exception(handle_.promise().error);
  }
  void detach() && {
    auto handle = std::exchange(handle_, nullptr);
    handle.promise().alone = true;
    handle.resume();
  }

private:
  explicit job(std::coroutine_handle<promise_type> handle) noexcept : handle_(handle) {}
  std::coroutine_handle<promise_type> handle_;
};

/// Nobody can wait for it, and what leaves it ends the process.
struct runner {
  struct promise_type {
    runner get_return_object() const noexcept { return {}; }
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    [[noreturn]] void unhandled_exception() const noexcept { std::terminate(); }
  };
};

void log(const char *) noexcept;
job connect(std::string host);
void parse(const std::string &);

inline void wait(job work) { std::move(work).detach(); }
inline void wait_for(job work) { wait(std::move(work)); }
runner drive(job work) { co_await std::move(work); }
struct client {
  void process(job work) { drive(std::move(work)); }
  void keep(job work) { works_.push_back(std::move(work)); }
  std::vector<job> works_;
};

job update(std::string host) {
  co_await connect(host);
  throw std::runtime_error("no answer");
}
job careful(std::string host) {
  try {
    co_await update(host);
  } catch (...) {
    log("failed");
  }
}

void starts(client &one) {
  wait(update("a")); // want: nobody can catch an exception of 'update' behind 'wait'
  wait_for(update("a")); // want: nobody can catch an exception of 'update' behind 'wait_for'
  one.process(update("a")); // want: nobody can catch an exception of 'update' behind 'process'
  drive(update("a")); // want: nobody can catch an exception of 'update' behind 'drive'
  wait([](std::string host) -> job { co_await connect(host); }("a")); // want: nobody can catch an exception of the lambda behind 'wait'
  wait(careful("a"));
  wait_for(careful("a"));
  one.process(careful("a"));
  one.keep(update("a"));
  drive([](std::string host) -> job {
    try {
      co_await connect(host);
    } catch (const std::exception &) {
      log("failed");
    }
  }("a"));
}
void starts_a_variable() {
  auto work = update("a");
  std::move(work).detach(); // want: an exception of 'work' ends the process: nobody can catch it behind 'detach'
  auto done = careful("a");
  std::move(done).detach();
}
void awaits_it_after_all(job work);
job somebody(job work) {
  co_await std::move(work); // its error comes to whoever awaits this one
}
void starts_one_that_awaits() {
  wait(somebody(careful("a")));
  wait(somebody(update("a"))); // want: nobody can catch an exception of 'somebody' behind 'wait'
}

// What throws by itself tells of itself.
runner drives_and_throws(job work, std::string text) { // want: nobody can await 'drives_and_throws'
  co_await std::move(work);
  if (text.empty())
    throw std::runtime_error("nothing");
}
void starts_it() { drives_and_throws(careful("a"), "b"); }

template <class Task> runner drive_any(Task work) { co_await std::move(work); }
void starts_any() {
  drive_any(careful("a"));
  drive_any(update("a")); // want: nobody can catch an exception of 'update' behind 'drive_any'
}

// That a function which is only declared forgets its task is a guess from its name, also behind another one.
void detach_job(job work);
void background(job work) { detach_job(std::move(work)); }
void starts_in_the_background() {
  detach_job(update("a")); // want-low: nobody may learn of an exception of 'update' behind 'detach_job'
  background(update("a")); // want-low: nobody may learn of an exception of 'update' behind 'background'
  background(careful("a"));
}
