// Declarations of TooManyCooks, for tests: true names and signatures, no behaviour.
#pragma once
#include <cstdlib>
#include <coroutine>
#include <exception>
#include <tmc/detail/concepts_awaitable.hpp>
#include <type_traits>
#include <utility>

namespace tmc {
template <class Awaitable, class Result> class aw_task {
public:
  bool await_ready() const noexcept;
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept;
  Result await_resume() noexcept;
};
namespace detail {
template <class Result> struct task_promise;
} // namespace detail

template <class Result = void>
struct [[nodiscard("You must submit or co_await task for execution. Failure to "
                   "do so will result in a memory leak.")]] task {
  using result_type = Result;
  using promise_type = tmc::detail::task_promise<Result>;
  std::coroutine_handle<promise_type> handle;
  task() noexcept : handle(nullptr) {}
  task(task &&) noexcept;
  task &operator=(task &&) noexcept;
  task(const task &) = delete;
  ~task();
  aw_task<task<Result>, Result> operator co_await() &&noexcept;
  template <class Exec> [[nodiscard]] task &resume_on(Exec &&) &noexcept { ::std::abort(); }
  template <class Exec> [[nodiscard]] task &&resume_on(Exec &&) &&noexcept { ::std::abort(); }
  void resume() &noexcept;
  void destroy() noexcept;
};

namespace detail {
template <class Result> struct task_promise {
  std::suspend_always initial_suspend() const noexcept;
  std::suspend_always final_suspend() const noexcept;
  task<Result> get_return_object() noexcept;
  [[noreturn]] void unhandled_exception() noexcept { std::terminate(); }
  template <class RV> void return_value(RV &&) { ::std::abort(); }
};
template <> struct task_promise<void> {
  std::suspend_always initial_suspend() const noexcept;
  std::suspend_always final_suspend() const noexcept;
  task<void> get_return_object() noexcept;
  [[noreturn]] void unhandled_exception() noexcept { std::terminate(); }
  void return_void() noexcept;
};
} // namespace detail
} // namespace tmc
