#pragma once
#include <cstdlib>
#include <folly/coro/Task.h>
#include <optional>

namespace folly::coro {
template <class Reference, class Value = std::remove_cvref_t<Reference>, bool RequiresCleanup = false>
class [[nodiscard]] AsyncGenerator {
  struct NextResult {
    explicit operator bool() const noexcept;
    Reference operator*();
  };
  class NextAwaitable {
  public:
    friend detail::Awaiter<NextResult> co_viaIfAsync(Executor::KeepAlive<>, NextAwaitable &&) noexcept;
  };

public:
  class promise_type {
  public:
    AsyncGenerator get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(Reference &&);
    std::suspend_always yield_value(co_error);
    void unhandled_exception() noexcept;
    void return_void() noexcept;
    template <class A> detail::via_t<A> await_transform(A &&) { ::std::abort(); }
  };
  AsyncGenerator() noexcept;
  AsyncGenerator(AsyncGenerator &&) noexcept;
  ~AsyncGenerator();
  NextAwaitable next() noexcept;
};
template <class Reference, class Value = std::remove_cvref_t<Reference>>
using CleanableAsyncGenerator = AsyncGenerator<Reference, Value, true>;
} // namespace folly::coro
