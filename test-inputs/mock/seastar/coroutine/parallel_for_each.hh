#pragma once
#include <seastar/core/coroutine.hh>

namespace seastar::coroutine {
template <class Func> class [[nodiscard("must co_await an parallel_for_each() object")]] parallel_for_each final {
public:
  template <class Iterator, class Sentinel, class Func1>
  explicit parallel_for_each(Iterator, Sentinel, Func1 &&) noexcept {}
  template <class Range, class Func1> explicit parallel_for_each(Range &&, Func1 &&) noexcept {}
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  void await_resume() const {}
};
template <class Iterator, class Sentinel, class Func>
parallel_for_each(Iterator, Sentinel, Func &&) -> parallel_for_each<Func>;
template <class Range, class Func> parallel_for_each(Range &&, Func &&) -> parallel_for_each<Func>;
} // namespace seastar::coroutine
