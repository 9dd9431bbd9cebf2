#pragma once
#include <coroutine>
#include <cstddef>
#include <iterator>
#include <type_traits>

namespace coro {
template <typename return_type> class generator;
namespace detail {
template <typename return_type> class generator_promise {
public:
  auto get_return_object() noexcept -> generator<return_type>;
  auto initial_suspend() const -> std::suspend_always;
  auto final_suspend() const noexcept(true) -> std::suspend_always;
  auto yield_value(std::remove_reference_t<return_type> &) noexcept -> std::suspend_always;
  auto yield_value(std::remove_reference_t<return_type> &&) noexcept -> std::suspend_always;
  auto unhandled_exception() -> void;
  auto return_void() noexcept -> void;
  template <typename value_type> auto await_transform(value_type &&) -> std::suspend_never = delete;
};
struct generator_sentinel {};
template <typename return_type> class generator_iterator {
public:
  friend auto operator==(const generator_iterator &, generator_sentinel) noexcept -> bool { return true; }
  auto operator++() -> generator_iterator &;
  auto operator*() const noexcept -> std::remove_reference_t<return_type> &;
};
} // namespace detail
template <typename return_type> class generator {
public:
  using promise_type = detail::generator_promise<return_type>;
  generator() noexcept;
  generator(const generator &) = delete;
  generator(generator &&) noexcept;
  ~generator();
  auto begin() -> detail::generator_iterator<return_type>;
  auto end() noexcept -> detail::generator_sentinel;
};
} // namespace coro
