#pragma once
#include <coroutine>
#include <cstddef>
#include <iterator>
#include <type_traits>

namespace cppcoro {
template <class T> class generator;
namespace detail {
template <class T> class generator_promise {
public:
  generator<T> get_return_object() noexcept;
  std::suspend_always initial_suspend() const noexcept;
  std::suspend_always final_suspend() const noexcept;
  std::suspend_always yield_value(std::remove_reference_t<T> &) noexcept;
  std::suspend_always yield_value(std::remove_reference_t<T> &&) noexcept;
  void unhandled_exception();
  void return_void();
  template <class U> std::suspend_never await_transform(U &&) = delete;
};
struct generator_sentinel {};
template <class T> class generator_iterator {
public:
  using iterator_category = std::input_iterator_tag;
  using difference_type = std::ptrdiff_t;
  using value_type = std::remove_reference_t<T>;
  using reference = std::remove_reference_t<T> &;
  using pointer = std::remove_reference_t<T> *;
  generator_iterator &operator++();
  reference operator*() const noexcept;
  friend bool operator==(const generator_iterator &, generator_sentinel) noexcept { return true; }
};
} // namespace detail
template <class T> class [[nodiscard]] generator {
public:
  using promise_type = detail::generator_promise<T>;
  using iterator = detail::generator_iterator<T>;
  generator() noexcept;
  generator(generator &&) noexcept;
  generator(const generator &) = delete;
  ~generator();
  generator &operator=(generator) noexcept;
  iterator begin();
  detail::generator_sentinel end() noexcept;
};
} // namespace cppcoro
