// Declarations of Drogon's coroutines, for tests: true names and signatures, no behaviour.
#pragma once
#include <cstdlib>
#include <chrono>
#include <coroutine>
#include <exception>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <trantor/net/EventLoop.h>
#include <trantor/utils/NonCopyable.h>
#include <tuple>
#include <type_traits>
#include <vector>

namespace drogon {
namespace internal {
template <class T> auto getAwaiter(T &&value, int) -> decltype(static_cast<T &&>(value).operator co_await()) {
  ::std::abort();
}
template <class T>
requires requires(T &value) { value.await_resume(); }
T &&getAwaiter(T &&, long) { ::std::abort(); }
template <class T> using void_to_false_t = std::conditional_t<std::is_same_v<T, void>, std::false_type, T>;
} // namespace internal

template <class Await>
using await_result_t = std::decay_t<decltype(internal::getAwaiter(std::declval<Await>(), 0).await_resume())>;

template <class Promise> struct task_awaiter {
  bool await_ready() noexcept;
  std::coroutine_handle<Promise> await_suspend(std::coroutine_handle<>) noexcept;
  typename Promise::result_type await_resume();
};

template <class T = void> struct [[nodiscard]] Task {
  struct promise_type {
    using result_type = T;
    Task<T> get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void return_value(const T &);
    void return_value(T &&);
    void unhandled_exception();
  };
  Task(const Task &) = delete;
  Task(Task &&) noexcept;
  Task &operator=(Task &&) noexcept;
  ~Task();
  task_awaiter<promise_type> operator co_await() const noexcept;
};
template <> struct [[nodiscard]] Task<void> {
  struct promise_type {
    using result_type = void;
    Task<> get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  Task(const Task &) = delete;
  Task(Task &&) noexcept;
  Task &operator=(Task &&) noexcept;
  ~Task();
  task_awaiter<promise_type> operator co_await() const noexcept;
};

struct AsyncTask {
  struct promise_type {
    AsyncTask get_return_object() noexcept;
    std::suspend_never initial_suspend() const noexcept;
    void unhandled_exception();
    void return_void() noexcept;
    std::suspend_never final_suspend() const noexcept;
  };
};

template <class T = void> struct CallbackAwaiter : public trantor::NonCopyable {
  bool await_ready() noexcept;
  bool hasException() const noexcept;
  const T &await_resume() const noexcept(false);
};
template <> struct CallbackAwaiter<void> : public trantor::NonCopyable {
  bool await_ready() noexcept;
  bool hasException() const noexcept;
  void await_resume() noexcept(false);
};

template <class Await> auto sync_wait(Await &&) -> await_result_t<Await> { ::std::abort(); }
template <class Await> auto co_future(Await &&) noexcept -> std::future<await_result_t<Await>> { ::std::abort(); }

namespace internal {
struct [[nodiscard]] TimerAwaiter : CallbackAwaiter<void> {
  void await_suspend(std::coroutine_handle<>);
};
struct [[nodiscard]] LoopAwaiter : CallbackAwaiter<void> {
  void await_suspend(std::coroutine_handle<>);
};
struct [[nodiscard]] SwitchThreadAwaiter : CallbackAwaiter<void> {
  void await_suspend(std::coroutine_handle<>);
};
struct [[nodiscard]] EndAwaiter : CallbackAwaiter<void> {
  void await_suspend(std::coroutine_handle<>);
};
template <class T> struct [[nodiscard]] EventLoopAwaiter : public CallbackAwaiter<T> {
  void await_suspend(std::coroutine_handle<>);
};
template <class... Tasks>
struct WhenAllAwaiter : public CallbackAwaiter<std::tuple<void_to_false_t<await_result_t<Tasks>>...>> {
  void await_suspend(std::coroutine_handle<>);
};
template <class T> struct WhenAllAwaiter<std::vector<Task<T>>> : public CallbackAwaiter<std::vector<T>> {
  void await_suspend(std::coroutine_handle<>);
};
template <> struct WhenAllAwaiter<std::vector<Task<void>>> : public CallbackAwaiter<void> {
  void await_suspend(std::coroutine_handle<>);
};
} // namespace internal

internal::TimerAwaiter sleepCoro(trantor::EventLoop *, const std::chrono::duration<double> &) noexcept;
internal::TimerAwaiter sleepCoro(trantor::EventLoop *, double) noexcept;
internal::LoopAwaiter queueInLoopCoro(trantor::EventLoop *, std::function<void()>, trantor::EventLoop * = nullptr);
template <class T> internal::EventLoopAwaiter<T> queueInLoopCoro(trantor::EventLoop *, std::function<T()>) {
  ::std::abort();
}
internal::SwitchThreadAwaiter switchThreadCoro(trantor::EventLoop *) noexcept;
internal::EndAwaiter untilQuit(trantor::EventLoop *);
template <class Coro> void async_run(Coro &&) { ::std::abort(); }
template <class Coro> std::function<void()> async_func(Coro &&) { ::std::abort(); }
template <class... Tasks> internal::WhenAllAwaiter<Tasks...> when_all(Tasks...) { ::std::abort(); }
template <class T> internal::WhenAllAwaiter<std::vector<Task<T>>> when_all(std::vector<Task<T>>) { ::std::abort(); }

class Mutex final {
  class CoroMutexAwaiter {
  public:
    bool await_ready() noexcept;
    bool await_suspend(std::coroutine_handle<>) noexcept;
    void await_resume() noexcept;
  };
  class ScopedCoroMutexAwaiter : public CoroMutexAwaiter {
  public:
    [[nodiscard]] std::unique_lock<Mutex> await_resume() noexcept;
  };

public:
  Mutex() noexcept;
  Mutex(const Mutex &) = delete;
  bool try_lock() noexcept;
  [[nodiscard]] ScopedCoroMutexAwaiter scoped_lock(trantor::EventLoop * = nullptr) noexcept;
  [[nodiscard]] CoroMutexAwaiter lock(trantor::EventLoop * = nullptr) noexcept;
  void unlock() noexcept;
};
} // namespace drogon
