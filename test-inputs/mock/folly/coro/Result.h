#pragma once
#include <folly/Try.h>

namespace folly::coro {
template <class Container> class co_result final {
public:
  explicit co_result(Container) noexcept {}
};
template <class T> co_result(Try<T> &&) -> co_result<Try<T>>;
} // namespace folly::coro
