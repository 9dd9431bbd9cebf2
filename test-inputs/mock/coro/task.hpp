// Declarations of libcoro's, for tests: true names and signatures, no behaviour.
#pragma once
#include <cstdlib>
#include <coroutine>
#include <exception>
#include <type_traits>
#include <utility>

namespace coro {
template <typename return_type = void> class task;

namespace detail {
struct promise_base {
  auto initial_suspend() noexcept -> std::suspend_always;
  auto final_suspend() noexcept -> std::suspend_always;
};
template <typename return_type> struct promise final : public promise_base {
  auto get_return_object() noexcept -> task<return_type>;
  template <typename value_type> auto return_value(value_type &&) -> void { ::std::abort(); }
  auto unhandled_exception() noexcept -> void;
};
template <> struct promise<void> : public promise_base {
  auto get_return_object() noexcept -> task<void>;
  auto return_void() noexcept -> void;
  auto unhandled_exception() noexcept -> void;
};
} // namespace detail

template <typename return_type> class [[nodiscard]] task {
public:
  using promise_type = detail::promise<return_type>;
  using coroutine_handle = std::coroutine_handle<promise_type>;

  struct awaitable_base {
    auto await_ready() const noexcept -> bool;
    auto await_suspend(std::coroutine_handle<>) noexcept -> std::coroutine_handle<>;
  };
  template <typename result_type> struct awaitable : public awaitable_base { auto await_resume() -> result_type; };

  task() noexcept;
  explicit task(coroutine_handle);
  task(const task &) = delete;
  task(task &&) noexcept;
  ~task();
  auto operator=(task &&) noexcept -> task &;
  auto is_ready() const noexcept -> bool;
  auto resume() -> bool;
  auto destroy() -> bool;
  auto operator co_await() const &noexcept -> awaitable<std::add_lvalue_reference_t<std::add_const_t<return_type>>>;
  auto operator co_await() const &&noexcept -> awaitable<return_type>;
};
} // namespace coro
