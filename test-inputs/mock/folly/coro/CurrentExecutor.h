#pragma once

namespace folly::coro {
namespace detail {
struct co_current_executor_ {
  enum class secret_ { token_ };
};
} // namespace detail
using co_current_executor_t = detail::co_current_executor_::secret_;
inline constexpr co_current_executor_t co_current_executor{co_current_executor_t::token_};
struct co_reschedule_on_current_executor_t {};
inline constexpr co_reschedule_on_current_executor_t co_reschedule_on_current_executor{};
struct co_current_cancellation_token_t {};
inline constexpr co_current_cancellation_token_t co_current_cancellation_token{};
struct co_safe_point_t {};
inline constexpr co_safe_point_t co_safe_point{};
} // namespace folly::coro
