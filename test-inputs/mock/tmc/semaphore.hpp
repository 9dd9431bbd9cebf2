#pragma once
#include <tmc/mutex.hpp>

namespace tmc {
class [[nodiscard]] semaphore_scope {
public:
  semaphore_scope(const semaphore_scope &) = delete;
  semaphore_scope(semaphore_scope &&) noexcept;
  ~semaphore_scope();
};
class [[nodiscard]] aw_semaphore_acquire_scope {
public:
  aw_semaphore_acquire_scope(aw_semaphore_acquire_scope &&) noexcept;
  detail::awaiter<semaphore_scope> operator co_await() &&noexcept;
};
class semaphore {
public:
  explicit semaphore(std::size_t) noexcept;
  void release(std::size_t = 1) noexcept;
  bool try_acquire() noexcept;
  aw_acquire operator co_await() noexcept;
  aw_semaphore_acquire_scope acquire_scope() noexcept;
};
} // namespace tmc
