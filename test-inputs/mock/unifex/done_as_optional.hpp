#pragma once
#include <cstdlib>
#include <unifex/sender_concepts.hpp>

namespace unifex {
namespace _done_as_opt::_cpo {
struct _fn {
  template <class Sender> auto operator()(Sender &&) const -> _mock::sender<std::optional<_mock::lifted_t<Sender>>> {
    ::std::abort();
  }
};
inline constexpr _fn done_as_optional{};
} // namespace _done_as_opt::_cpo
using _done_as_opt::_cpo::done_as_optional;
} // namespace unifex
