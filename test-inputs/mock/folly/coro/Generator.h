#pragma once
#include <coroutine>

namespace folly::coro {
template <class T> class Generator {
public:
  class promise_type final {
  public:
    Generator get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception() noexcept;
    void return_void() noexcept;
    std::suspend_always yield_value(T &) noexcept;
    std::suspend_always yield_value(T &&) noexcept;
  };
  class iterator {
  public:
    T &operator*() const;
    iterator &operator++();
    bool operator==(const iterator &) const noexcept;
  };
  Generator(Generator &&) noexcept;
  ~Generator();
  iterator begin();
  iterator end() noexcept;
};
} // namespace folly::coro
