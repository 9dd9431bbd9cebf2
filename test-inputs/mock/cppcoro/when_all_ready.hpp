#pragma once
#include <cstdlib>
#include <cppcoro/awaitable_traits.hpp>
#include <tuple>
#include <vector>

namespace cppcoro {
namespace detail {
template <class R> class when_all_task final {
public:
  when_all_task(when_all_task &&) noexcept;
  ~when_all_task();
  decltype(auto) result() & { return *value_; }
  decltype(auto) non_void_result() & { return *value_; }

private:
  std::remove_reference_t<R> *value_ = nullptr;
};
template <> class when_all_task<void> final {
public:
  when_all_task(when_all_task &&) noexcept;
  ~when_all_task();
  void result();
  void_value non_void_result();
};
template <class Container> class when_all_ready_awaitable {
  struct awaiter {
    bool await_ready() const noexcept;
    bool await_suspend(std::coroutine_handle<>) noexcept;
    Container await_resume() noexcept;
  };

public:
  when_all_ready_awaitable(when_all_ready_awaitable &&) noexcept;
  awaiter operator co_await() &noexcept;
  awaiter operator co_await() &&noexcept;
};
} // namespace detail
template <class... A>
[[nodiscard]] auto when_all_ready(A &&...)
    -> detail::when_all_ready_awaitable<std::tuple<detail::when_all_task<await_result_t<A>>...>> {
  ::std::abort();
}
template <class A>
[[nodiscard]] auto when_all_ready(std::vector<A>)
    -> detail::when_all_ready_awaitable<std::vector<detail::when_all_task<await_result_t<A>>>> {
  ::std::abort();
}
} // namespace cppcoro
