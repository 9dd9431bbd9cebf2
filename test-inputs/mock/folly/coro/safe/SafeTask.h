#pragma once
#include <cstdlib>
#include <folly/coro/safe/NowTask.h>

namespace folly {
enum class safe_alias { unsafe, unsafe_closure_internal, co_cleanup_safe_ref, maybe_value };
namespace coro {
template <safe_alias Safety, class T> class safe_task;
namespace detail {
template <safe_alias Safety, class T> class safe_task_promise final : public TaskPromiseBase {
public:
  safe_task<Safety, T> get_return_object() noexcept;
  void unhandled_exception() noexcept;
  template <class U = T> void return_value(U &&) { ::std::abort(); }
};
template <safe_alias Safety> class safe_task_promise<Safety, void> final : public TaskPromiseBase {
public:
  safe_task<Safety, void> get_return_object() noexcept;
  void unhandled_exception() noexcept;
  void return_void() noexcept;
};
} // namespace detail
template <safe_alias Safety, class T = void> class [[nodiscard]] safe_task_with_executor final {
public:
  safe_task_with_executor(safe_task_with_executor &&) noexcept;
  SemiFuture<detail::lift_t<T>> start() &&;
};
template <safe_alias Safety, class T = void> class [[nodiscard]] safe_task final {
public:
  using promise_type = detail::safe_task_promise<Safety, T>;
  safe_task(safe_task &&) noexcept;
  ~safe_task();
  friend detail::Awaiter<T> co_viaIfAsync(Executor::KeepAlive<>, safe_task &&) noexcept;
};
template <class T = void> using value_task = safe_task<safe_alias::maybe_value, T>;
template <class T = void> using closure_task = safe_task<safe_alias::unsafe_closure_internal, T>;
} // namespace coro
} // namespace folly
