#pragma once
#include <folly/ExceptionWrapper.h>

namespace folly::coro {
class co_error final {
public:
  template <class... A> explicit co_error(A &&...) noexcept {}
};
class co_stopped_may_throw_t final {};
inline constexpr co_stopped_may_throw_t co_stopped_may_throw{};
inline constexpr co_stopped_may_throw_t co_cancelled{};
} // namespace folly::coro
