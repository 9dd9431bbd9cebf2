#pragma once
#include <coroutine>
#include <iterator>
#include <type_traits>

namespace async_simple::coro {
template <class Ref, class V = void, class Allocator = void> class Generator {
public:
  class promise_type {
  public:
    Generator get_return_object() noexcept;
    std::suspend_always initial_suspend() const noexcept;
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(std::remove_reference_t<Ref> &&) noexcept;
    void unhandled_exception();
    void return_void() noexcept;
  };
  class iterator {
  public:
    iterator &operator++();
    Ref operator*() const;
    bool operator==(std::default_sentinel_t) const noexcept;
  };
  Generator(Generator &&) noexcept;
  ~Generator();
  [[nodiscard]] iterator begin();
  [[nodiscard]] std::default_sentinel_t end() const noexcept;
};
} // namespace async_simple::coro
