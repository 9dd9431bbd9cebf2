#pragma once
#include <cstdlib>
#include <unifex/sender_concepts.hpp>

namespace unifex {
namespace _just_cpo {
struct just_fn {
  auto operator()() const -> _mock::sender<void>;
  template <class Value> auto operator()(Value &&) const -> _mock::sender<std::decay_t<Value>> { ::std::abort(); }
};
inline constexpr just_fn just{};
} // namespace _just_cpo
using _just_cpo::just;
} // namespace unifex
