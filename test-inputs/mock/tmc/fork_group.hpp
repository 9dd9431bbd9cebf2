#pragma once
#include <cstdlib>
#include <tmc/task.hpp>

namespace tmc {
template <std::size_t MaxCount, class Result>
class [[nodiscard("You must co_await fork_group before it goes out of scope.")]] aw_fork_group {
public:
  aw_fork_group();
  aw_fork_group(aw_fork_group &&) = delete;
  ~aw_fork_group();
  template <class Awaitable> void fork(Awaitable &&) { ::std::abort(); }
  detail::awaiter<Result> operator co_await() &&noexcept;
};
template <std::size_t MaxCount = 0, class Result = void> aw_fork_group<MaxCount, Result> fork_group() {
  ::std::abort();
}
} // namespace tmc
