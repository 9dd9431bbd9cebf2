#pragma once
#include <boost/cobalt/detail/util.hpp>

namespace boost::cobalt {
template <class Return> struct [[nodiscard]] task {
  using promise_type = detail::task_promise<Return>;
  task(task &&) noexcept;
  task &operator=(task &&) noexcept;
  task(const task &) = delete;
  ~task();
  detail::awaiter<Return> operator co_await();
};
struct use_task_t {};
inline constexpr use_task_t use_task{};
} // namespace boost::cobalt
