// Declarations of cppcoro::task, for tests: true names and signatures, no behaviour.
#pragma once
#include <cstdlib>
#include <coroutine>
#include <cppcoro/broken_promise.hpp>
#include <utility>

namespace cppcoro {
template <class T> class task;
namespace detail {
class task_promise_base {
public:
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
};
template <class T> class task_promise final : public task_promise_base {
public:
  task<T> get_return_object() noexcept;
  void unhandled_exception() noexcept;
  template <class Value> void return_value(Value &&) { ::std::abort(); }
};
template <> class task_promise<void> : public task_promise_base {
public:
  task<void> get_return_object() noexcept;
  void unhandled_exception() noexcept;
  void return_void() noexcept;
};
} // namespace detail

template <class T = void> class [[nodiscard]] task {
  struct awaitable_base {
    bool await_ready() const noexcept;
    std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept;
  };
  template <class R> struct awaitable : awaitable_base { R await_resume(); };

public:
  using promise_type = detail::task_promise<T>;
  using value_type = T;
  task() noexcept;
  task(task &&) noexcept;
  task(const task &) = delete;
  ~task();
  task &operator=(task &&) noexcept;
  bool is_ready() const noexcept;
  awaitable<std::add_lvalue_reference_t<T>> operator co_await() const &noexcept;
  awaitable<T> operator co_await() const &&noexcept;
  awaitable<void> when_ready() const noexcept;
};
} // namespace cppcoro
