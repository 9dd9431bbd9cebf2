#pragma once
#include <coroutine>

namespace coro {
class mutex;
namespace detail {
template <typename return_type> struct lock_operation {
  auto await_ready() const noexcept -> bool;
  auto await_suspend(std::coroutine_handle<>) noexcept -> bool;
  auto await_resume() noexcept -> return_type;
};
} // namespace detail
class scoped_lock {
public:
  explicit scoped_lock(class coro::mutex &);
  ~scoped_lock();
  scoped_lock(const scoped_lock &) = delete;
  scoped_lock(scoped_lock &&) noexcept;
  auto unlock() -> void;
};
class mutex {
public:
  explicit mutex() noexcept;
  mutex(const mutex &) = delete;
  [[nodiscard]] auto scoped_lock() -> detail::lock_operation<coro::scoped_lock>;
  [[nodiscard]] auto lock() -> detail::lock_operation<void>;
  [[nodiscard]] auto try_lock() -> bool;
  auto unlock() -> void;
};
} // namespace coro
