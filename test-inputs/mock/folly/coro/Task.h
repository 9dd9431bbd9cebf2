// Declarations of folly::coro::Task, for tests. As in folly, a Task is awaitable only through its awaiter's promise.
#pragma once
#include <cstdlib>
#include <folly/coro/CurrentExecutor.h>
#include <folly/coro/Error.h>
#include <folly/coro/Invoke.h>
#include <folly/coro/Nothrow.h>
#include <folly/coro/Result.h>
#include <folly/coro/ViaIfAsync.h>
#include <folly/coro/WithCancellation.h>
#include <folly/executors/GlobalExecutor.h>
#include <folly/futures/Future.h>

namespace folly::coro {

template <class T> class Task;
template <class T> class TaskWithExecutor;

namespace detail {
struct TaskPromiseBase {
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  template <class A> via_t<A> await_transform(A &&) { ::std::abort(); }
  Awaiter<Executor *> await_transform(co_current_executor_t) noexcept;
  Awaiter<const CancellationToken &> await_transform(co_current_cancellation_token_t) noexcept;
  Awaiter<void> await_transform(co_safe_point_t) noexcept;
  Awaiter<void> await_transform(co_reschedule_on_current_executor_t) noexcept;
};
template <class T> struct TaskPromise final : TaskPromiseBase {
  Task<T> get_return_object() noexcept;
  void unhandled_exception() noexcept;
  template <class U = T> void return_value(U &&) { ::std::abort(); }
  std::suspend_always yield_value(co_error);
  std::suspend_always yield_value(co_stopped_may_throw_t);
  std::suspend_always yield_value(co_result<Try<T>>);
};
template <> struct TaskPromise<void> final : TaskPromiseBase {
  Task<void> get_return_object() noexcept;
  void unhandled_exception() noexcept;
  void return_void() noexcept;
  std::suspend_always yield_value(co_error);
  std::suspend_always yield_value(co_stopped_may_throw_t);
  std::suspend_always yield_value(co_result<Try<void>>);
};
namespace adl {
void co_withExecutor();
struct WithExecutorFunction {
  template <class A>
  auto operator()(Executor::KeepAlive<> executor, A awaitable) const
      -> decltype(co_withExecutor(std::move(executor), std::move(awaitable))) {
    ::std::abort();
  }
};
} // namespace adl
} // namespace detail
namespace folly_cpo__ {
inline constexpr detail::adl::WithExecutorFunction co_withExecutor{};
}
using namespace folly_cpo__;

template <class T> class [[nodiscard]] TaskWithExecutor {
public:
  TaskWithExecutor(TaskWithExecutor &&) noexcept;
  TaskWithExecutor &operator=(TaskWithExecutor) noexcept;
  ~TaskWithExecutor();
  folly::Executor *executor() const noexcept;
  SemiFuture<detail::lift_t<T>> start() &&;
  template <class F> void start(F &&, folly::CancellationToken = {}) && { ::std::abort(); }
  template <class F> void startInlineUnsafe(F &&, folly::CancellationToken = {}) && { ::std::abort(); }
  SemiFuture<detail::lift_t<T>> startInlineUnsafe() &&;
  detail::Awaiter<T> operator co_await() &&noexcept;
  friend detail::Awaiter<T> co_viaIfAsync(Executor::KeepAlive<>, TaskWithExecutor &&) noexcept;
};

template <class T = void> class [[nodiscard]] Task {
  using Awaiter = detail::Awaiter<T>;

public:
  using promise_type = detail::TaskPromise<T>;
  using StorageType = T;
  Task(const Task &) = delete;
  Task(Task &&) noexcept;
  Task &operator=(Task) noexcept;
  ~Task();
  friend TaskWithExecutor<T> co_withExecutor(Executor::KeepAlive<>, Task) noexcept;
  [[deprecated("prefer co_withExecutor")]] TaskWithExecutor<T> scheduleOn(Executor::KeepAlive<>) &&noexcept;
  SemiFuture<detail::lift_t<T>> semi() &&;
  friend Awaiter co_viaIfAsync(Executor::KeepAlive<>, Task &&) noexcept;
};

template <class T> Task<T> makeTask(T) { ::std::abort(); }
Task<void> makeTask();
template <class T> Task<T> makeErrorTask(exception_wrapper) { ::std::abort(); }
template <class T> Task<T> makeResultTask(Try<T>) { ::std::abort(); }
} // namespace folly::coro
