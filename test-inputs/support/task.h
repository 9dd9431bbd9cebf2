// Hand-written coroutine types for inputs and for the examples of the documentation: what a project without a library writes.
#pragma once
#include <coroutine>
#include <exception>
#include <mutex>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace detail {
struct promise_base {
  std::exception_ptr error;
  void unhandled_exception() noexcept { error = std::current_exception(); }
  std::suspend_always final_suspend() noexcept { return {}; }
};
template <class T> struct promise_value : promise_base {
  std::optional<T> value;
  template <class U> void return_value(U &&u) { value.emplace(std::forward<U>(u)); }
};
template <> struct promise_value<void> : promise_base {
  void return_void() noexcept {}
};
template <class Promise, class T> struct awaiter {
  std::coroutine_handle<Promise> handle;
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept { handle.resume(); }
  T await_resume() {
    if (handle.promise().error)
      std::rethrow_exception(handle.promise().error);
    if constexpr (!std::is_void_v<T>)
      return std::move(*handle.promise().value);
  }
};
} // namespace detail

/// Lazy: runs when it is awaited. Its `operator bool` tests whether it holds a coroutine.
template <class T = void> class task {
public:
  struct promise_type : detail::promise_value<T> {
    task get_return_object() { return task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
  };
  task() = default;
  explicit task(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  task(task &&other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  task &operator=(task &&other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~task() {
    if (handle_)
      handle_.destroy();
  }
  explicit operator bool() const noexcept { return bool(handle_); }
  bool done() const { return handle_.done(); }
  void start() { handle_.resume(); }
  auto operator co_await() const noexcept { return detail::awaiter<promise_type, T>{handle_}; }

private:
  std::coroutine_handle<promise_type> handle_;
};

/// Lazy, and awaited once: only an rvalue has `operator co_await`.
template <class T = void> class once_task {
public:
  struct promise_type : detail::promise_value<T> {
    once_task get_return_object() { return once_task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
  };
  explicit once_task(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  once_task(once_task &&other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  once_task &operator=(once_task &&other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~once_task() {
    if (handle_)
      handle_.destroy();
  }
  detail::awaiter<promise_type, T> operator co_await() && noexcept { return {handle_}; }

private:
  std::coroutine_handle<promise_type> handle_;
};

/// Eager: runs at once, and whoever wants its result awaits it.
template <class T = void> class job {
public:
  struct promise_type : detail::promise_value<T> {
    job get_return_object() { return job(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_never initial_suspend() noexcept { return {}; }
  };
  explicit job(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  job(job &&other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  job &operator=(job &&other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~job() {
    if (handle_)
      handle_.destroy();
  }
  bool done() const { return handle_.done(); }
  template <class F> job<void> then(F continuation) {
    continuation(co_await *this);
  }
  detail::awaiter<promise_type, T> operator co_await() const noexcept { return {handle_}; }

private:
  std::coroutine_handle<promise_type> handle_;
};

/// Runs at once, and nobody can wait for it.
struct fire_and_forget {
  struct promise_type {
    fire_and_forget get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

/// Iterated, not awaited.
template <class T> class generator {
public:
  struct promise_type {
    T current{};
    generator get_return_object() { return generator(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(T value) {
      current = std::move(value);
      return {};
    }
    void return_void() noexcept {}
    void unhandled_exception() { throw; }
  };
  struct sentinel {};
  struct iterator {
    std::coroutine_handle<promise_type> handle;
    T &operator*() const { return handle.promise().current; }
    void operator++() { handle.resume(); }
    bool operator==(sentinel) const { return handle.done(); }
  };
  explicit generator(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  generator(generator &&other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  ~generator() {
    if (handle_)
      handle_.destroy();
  }
  iterator begin() {
    handle_.resume();
    return {handle_};
  }
  sentinel end() { return {}; }

private:
  std::coroutine_handle<promise_type> handle_;
};

/// A held lock; its destructor gives it back.
class lock {
public:
  lock(lock &&other) noexcept;
  ~lock();
};

class async_mutex {
public:
  task<::lock> acquire();
};

/// Owns what it is given, and gives the errors back on join.
class task_scope {
public:
  void spawn(task<void> work);
  task<void> join();
};

template <class T> T sync_wait(task<T> work);
task<void> when_all(task<void> one, task<void> other);
template <class T> task<std::vector<T>> when_all(std::vector<task<T>> tasks);
task<void> when_all(std::vector<task<void>> tasks);
