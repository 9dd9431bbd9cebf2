#pragma once
#include <cstdlib>
#include <unifex/sender_concepts.hpp>

namespace unifex {
namespace _spawn_future {
template <class Scope, class... T> struct _future final { struct type; };
template <class Scope, class... T> struct [[nodiscard]] _future<Scope, T...>::type {
  using result_type = std::tuple_element_t<0, std::tuple<T..., std::tuple<>>>;
  type(type &&) noexcept;
  ~type();
};
struct _spawn_future_fn {
  template <class Sender, class Scope>
  auto operator()(Sender &&, Scope &) const -> typename _future<Scope, _mock::lifted_t<Sender>>::type {
    ::std::abort();
  }
};
} // namespace _spawn_future
inline constexpr _spawn_future::_spawn_future_fn spawn_future{};
namespace v2 {
template <class Scope, class... T> using future = typename _spawn_future::_future<Scope, T...>::type;
} // namespace v2
} // namespace unifex
