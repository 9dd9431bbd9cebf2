#pragma once
#include <cppcoro/generator.hpp>

namespace cppcoro {
template <class T> class [[nodiscard]] recursive_generator {
public:
  class promise_type final {
  public:
    recursive_generator get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception() noexcept;
    void return_void() noexcept;
    std::suspend_always yield_value(T &) noexcept;
    std::suspend_always yield_value(T &&) noexcept;
    std::suspend_always yield_value(recursive_generator &&) noexcept;
  };
  recursive_generator(recursive_generator &&) noexcept;
  ~recursive_generator();
  detail::generator_iterator<T> begin();
  detail::generator_sentinel end() noexcept;
};
} // namespace cppcoro
