#pragma once
#include <cstdlib>
#include <cppcoro/task.hpp>

namespace cppcoro {
template <class T> class shared_task;
namespace detail {
template <class T> class shared_task_promise : public task_promise_base {
public:
  shared_task<T> get_return_object() noexcept;
  void unhandled_exception() noexcept;
  template <class Value> void return_value(Value &&) { ::std::abort(); }
};
template <> class shared_task_promise<void> : public task_promise_base {
public:
  shared_task<void> get_return_object() noexcept;
  void unhandled_exception() noexcept;
  void return_void() noexcept;
};
} // namespace detail
template <class T = void> class [[nodiscard]] shared_task {
  struct awaitable {
    bool await_ready() const noexcept;
    bool await_suspend(std::coroutine_handle<>) noexcept;
    std::add_lvalue_reference_t<T> await_resume();
  };

public:
  using promise_type = detail::shared_task_promise<T>;
  using value_type = T;
  shared_task() noexcept;
  shared_task(shared_task &&) noexcept;
  shared_task(const shared_task &) noexcept;
  ~shared_task();
  shared_task &operator=(shared_task) noexcept;
  bool is_ready() const noexcept;
  awaitable operator co_await() const noexcept;
  awaitable when_ready() const noexcept;
};
template <class T> shared_task<T> make_shared_task(task<T>) { ::std::abort(); }
} // namespace cppcoro
