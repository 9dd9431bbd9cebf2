#pragma once
#include <tmc/detail/concepts_awaitable.hpp>

namespace tmc {
class mutex;
class [[nodiscard("The mutex will be unlocked when this goes out of scope.")]] mutex_scope {
public:
  mutex_scope(const mutex_scope &) = delete;
  mutex_scope(mutex_scope &&) noexcept;
  ~mutex_scope();
};
class [[nodiscard("You must co_await aw_mutex_lock_scope for it to have any effect.")]] aw_mutex_lock_scope {
public:
  aw_mutex_lock_scope(aw_mutex_lock_scope &&) noexcept;
  detail::awaiter<mutex_scope> operator co_await() &&noexcept;
};
class [[nodiscard("You must co_await aw_mutex_co_unlock for it to have any effect.")]] aw_mutex_co_unlock {
public:
  bool await_ready() const noexcept;
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume() noexcept;
};
class aw_acquire {
public:
  bool await_ready() noexcept;
  bool await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume() noexcept;
};
class mutex {
public:
  bool is_locked() noexcept;
  bool try_lock() noexcept;
  void unlock() noexcept;
  aw_mutex_co_unlock co_unlock() noexcept;
  aw_mutex_lock_scope lock_scope() noexcept;
  aw_acquire operator co_await() noexcept;
};
} // namespace tmc
