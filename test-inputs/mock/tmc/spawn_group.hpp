#pragma once
#include <cstdlib>
#include <tmc/task.hpp>

namespace tmc {
template <std::size_t MaxCount, class Awaitable> class [[nodiscard]] aw_spawn_group {
public:
  ~aw_spawn_group();
  void add(Awaitable &&);
  detail::awaiter<void> operator co_await() &&noexcept;
};
template <std::size_t MaxCount = 0, class Awaitable = tmc::task<void>>
aw_spawn_group<MaxCount, Awaitable> spawn_group() {
  ::std::abort();
}
} // namespace tmc
