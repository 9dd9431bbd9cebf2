#pragma once
#include <cstdlib>
#include <utility>

namespace coro::concepts {
namespace detail {
template <typename type>
auto awaiter_of(type &&value, int) -> decltype(static_cast<type &&>(value).operator co_await()) {
  ::std::abort();
}
template <typename type>
requires requires(type &value) { value.await_resume(); }
auto awaiter_of(type &&, long) -> type && { ::std::abort(); }
} // namespace detail
template <typename type>
using awaiter_return_type = decltype(detail::awaiter_of(std::declval<type>(), 0).await_resume());
} // namespace coro::concepts
