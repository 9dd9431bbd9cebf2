#pragma once
#include <cstdlib>
#include <coroutine>
#include <type_traits>
#include <utility>

namespace tmc::detail {
template <class A> auto get_awaiter(A &&a, int) -> decltype(static_cast<A &&>(a).operator co_await()) {
  ::std::abort();
}
template <class A>
requires requires(A &a) { a.await_resume(); }
A &&get_awaiter(A &&, long) { ::std::abort(); }
template <class A>
using awaitable_result_t = std::remove_cvref_t<decltype(get_awaiter(std::declval<A>(), 0).await_resume())>;
template <class A> using forward_awaitable = std::remove_cvref_t<A>;
template <class R> struct void_to_monostate { using type = R; };
struct monostate {};
template <> struct void_to_monostate<void> { using type = monostate; };
template <class R> using result_storage_t = typename void_to_monostate<R>::type;
template <class Result> struct awaiter {
  bool await_ready() const noexcept;
  bool await_suspend(std::coroutine_handle<>) noexcept;
  Result await_resume() noexcept;
};
template <class Base> class rvalue_only_awaitable : public Base {
public:
  rvalue_only_awaitable(rvalue_only_awaitable &&) noexcept;
  Base &&operator co_await() &&noexcept;
};
template <class Derived> class run_on_mixin {
public:
  template <class Exec> [[nodiscard]] Derived &&run_on(Exec &&) && { ::std::abort(); }
};
template <class Derived> class resume_on_mixin {
public:
  template <class Exec> [[nodiscard]] Derived &&resume_on(Exec &&) && { ::std::abort(); }
};
template <class Derived> class with_priority_mixin {
public:
  [[nodiscard]] Derived &&with_priority(std::size_t) &&;
};
} // namespace tmc::detail
