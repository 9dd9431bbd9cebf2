#pragma once
#include <cstdlib>
#include <unifex/sender_concepts.hpp>

namespace unifex {
namespace _nest_cpo {
struct _nest_fn final {
  template <class Sender, class Scope>
  auto operator()(Sender &&, Scope &) const -> _mock::sender<_mock::result_t<Sender>> {
    ::std::abort();
  }
};
inline constexpr _nest_fn nest{};
} // namespace _nest_cpo
using _nest_cpo::nest;
} // namespace unifex
