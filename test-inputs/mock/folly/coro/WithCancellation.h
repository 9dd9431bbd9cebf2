#pragma once
#include <cstdlib>
#include <folly/CancellationToken.h>
#include <folly/coro/ViaIfAsync.h>

namespace folly::coro {
namespace detail::adl {
struct WithCancellationFunction {
  template <class A> A operator()(CancellationToken, A &&) const { ::std::abort(); }
};
} // namespace detail::adl
namespace folly_cpo__ {
inline constexpr detail::adl::WithCancellationFunction co_withCancellation{};
}
using namespace folly_cpo__;
} // namespace folly::coro
