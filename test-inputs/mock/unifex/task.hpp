#pragma once
#include <cstdlib>
#include <unifex/sender_concepts.hpp>

namespace unifex {
namespace _task {
template <class T, bool nothrow> struct _task { struct [[nodiscard]] type; };
struct _task_promise_base {
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  std::coroutine_handle<> unhandled_done() noexcept;
  template <class Sender> _mock::awaiter<_mock::result_t<Sender>> await_transform(Sender &&) { ::std::abort(); }
};
template <class T, bool nothrow> struct _promise final {
  struct type final : _task_promise_base {
    typename _task<T, nothrow>::type get_return_object() noexcept;
    void unhandled_exception() noexcept;
    template <class Value = T> void return_value(Value &&) { ::std::abort(); }
  };
};
template <bool nothrow> struct _promise<void, nothrow> final {
  struct type final : _task_promise_base {
    typename _task<void, nothrow>::type get_return_object() noexcept;
    void unhandled_exception() noexcept;
    void return_void() noexcept;
  };
};
template <class T, bool nothrow> struct [[nodiscard]] _task<T, nothrow>::type {
  using promise_type = typename _promise<T, nothrow>::type;
  using result_type = T;
  type(type &&) noexcept;
  type &operator=(type) noexcept;
  ~type();
};
} // namespace _task
template <class T> using task = typename _task::_task<T, false>::type;
template <class T> using nothrow_task = typename _task::_task<T, true>::type;
} // namespace unifex
