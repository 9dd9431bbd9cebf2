#pragma once
#include <cstdlib>
#include <tmc/detail/concepts_awaitable.hpp>

namespace tmc {
class [[nodiscard]] aw_resume_on {
public:
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  void await_resume() const noexcept;
};
template <class Exec> aw_resume_on resume_on(Exec &&) { ::std::abort(); }
template <class E> class aw_ex_scope_exit {
public:
  [[nodiscard]] aw_ex_scope_exit &&exit();
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  void await_resume() const noexcept;
};
template <class E> class [[nodiscard]] aw_ex_scope_enter : public detail::awaiter<aw_ex_scope_exit<E>> {};
template <class E> aw_ex_scope_enter<E> enter(E &) { ::std::abort(); }
} // namespace tmc
