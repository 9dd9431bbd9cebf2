#pragma once
#include <coroutine>
#include <type_traits>

namespace cppcoro {
template <class T> class async_generator;
namespace detail {
template <class T> class async_generator_promise {
public:
  async_generator<T> get_return_object() noexcept;
  std::suspend_always initial_suspend() const noexcept;
  std::suspend_always final_suspend() noexcept;
  std::suspend_always yield_value(std::remove_reference_t<T> &) noexcept;
  std::suspend_always yield_value(std::remove_reference_t<T> &&) noexcept;
  void unhandled_exception() noexcept;
  void return_void() noexcept;
};
template <class T> class async_generator_iterator;
template <class T> struct async_generator_step {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  async_generator_iterator<T> &await_resume();
};
template <class T> class async_generator_iterator final {
public:
  async_generator_step<T> operator++() noexcept;
  T &operator*() const noexcept;
  bool operator==(const async_generator_iterator &) const noexcept;
};
template <class T> struct async_generator_begin {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  async_generator_iterator<T> await_resume();
};
} // namespace detail
template <class T> class [[nodiscard]] async_generator {
public:
  using promise_type = detail::async_generator_promise<T>;
  using iterator = detail::async_generator_iterator<T>;
  async_generator() noexcept;
  async_generator(async_generator &&) noexcept;
  ~async_generator();
  detail::async_generator_begin<T> begin() noexcept;
  iterator end() noexcept;
};
} // namespace cppcoro
