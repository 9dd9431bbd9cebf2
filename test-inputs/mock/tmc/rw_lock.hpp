#pragma once
#include <tmc/detail/concepts_awaitable.hpp>

namespace tmc {
class [[nodiscard("The read lock will be released when this goes out of scope.")]] rw_lock_read_scope {
public:
  rw_lock_read_scope(const rw_lock_read_scope &) = delete;
  rw_lock_read_scope(rw_lock_read_scope &&) noexcept;
  ~rw_lock_read_scope();
};
class [[nodiscard("The write lock will be released when this goes out of scope.")]] rw_lock_write_scope {
public:
  rw_lock_write_scope(const rw_lock_write_scope &) = delete;
  rw_lock_write_scope(rw_lock_write_scope &&) noexcept;
  ~rw_lock_write_scope();
};
class [[nodiscard]] aw_rw_lock_read_scope {
public:
  detail::awaiter<rw_lock_read_scope> operator co_await() &&noexcept;
};
class [[nodiscard]] aw_rw_lock_write_scope {
public:
  detail::awaiter<rw_lock_write_scope> operator co_await() &&noexcept;
};
class [[nodiscard]] aw_rw_lock_read {
public:
  detail::awaiter<void> operator co_await() &&noexcept;
};
class [[nodiscard]] aw_rw_lock_write {
public:
  detail::awaiter<void> operator co_await() &&noexcept;
};
class rw_lock {
public:
  aw_rw_lock_read lock_read() noexcept;
  aw_rw_lock_write lock_write() noexcept;
  aw_rw_lock_read_scope lock_read_scope() noexcept;
  aw_rw_lock_write_scope lock_write_scope() noexcept;
  void unlock_read() noexcept;
  void unlock_write() noexcept;
};
} // namespace tmc
