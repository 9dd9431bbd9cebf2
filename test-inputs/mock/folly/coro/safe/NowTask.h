#pragma once
#include <cstdlib>
#include <folly/coro/Task.h>

namespace folly::coro {
template <class T> class now_task;
template <class T> class [[nodiscard]] now_task_with_executor final {
public:
  now_task_with_executor(const now_task_with_executor &) = delete;
  ~now_task_with_executor();
  SemiFuture<detail::lift_t<T>> start() &&;
  friend detail::Awaiter<T> co_viaIfAsync(Executor::KeepAlive<>, now_task_with_executor &&) noexcept;
};
namespace detail {
template <class T> class now_task_promise final : public TaskPromiseBase {
public:
  now_task<T> get_return_object() noexcept;
  void unhandled_exception() noexcept;
  template <class U = T> void return_value(U &&) { ::std::abort(); }
};
template <> class now_task_promise<void> final : public TaskPromiseBase {
public:
  now_task<void> get_return_object() noexcept;
  void unhandled_exception() noexcept;
  void return_void() noexcept;
};
} // namespace detail
template <class T = void> class [[nodiscard]] now_task final {
public:
  using promise_type = detail::now_task_promise<T>;
  now_task(const now_task &) = delete;
  ~now_task();
  friend detail::Awaiter<T> co_viaIfAsync(Executor::KeepAlive<>, now_task &&) noexcept;
};
} // namespace folly::coro
