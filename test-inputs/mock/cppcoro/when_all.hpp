#pragma once
#include <cstdlib>
#include <cppcoro/when_all_ready.hpp>

namespace cppcoro {
namespace detail {
template <class R> struct fmap_awaitable {
  bool await_ready() const noexcept;
  bool await_suspend(std::coroutine_handle<>) noexcept;
  R await_resume();
};
} // namespace detail
template <class... A>
[[nodiscard]] auto when_all(A &&...) -> detail::fmap_awaitable<std::tuple<detail::wrap_void_t<await_result_t<A>>...>> {
  ::std::abort();
}
template <class A>
requires(!std::is_void_v<await_result_t<A>>) [[nodiscard]] auto when_all(std::vector<A>)
    -> detail::fmap_awaitable<std::vector<std::remove_cvref_t<await_result_t<A>>>> {
  ::std::abort();
}
template <class A>
requires std::is_void_v<await_result_t<A>>
[[nodiscard]] auto when_all(std::vector<A>) -> detail::fmap_awaitable<void> { ::std::abort(); }
} // namespace cppcoro
