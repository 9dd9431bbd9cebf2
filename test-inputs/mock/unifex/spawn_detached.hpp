#pragma once
#include <cstdlib>
#include <unifex/sender_concepts.hpp>

namespace unifex {
namespace _spawn_detached {
struct _spawn_detached_fn {
  template <class Sender, class Scope> void operator()(Sender &&, Scope &) const { ::std::abort(); }
};
} // namespace _spawn_detached
inline constexpr _spawn_detached::_spawn_detached_fn spawn_detached{};
} // namespace unifex
