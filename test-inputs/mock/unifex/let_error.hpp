#pragma once
#include <cstdlib>
#include <unifex/sender_concepts.hpp>

namespace unifex {
namespace _let_e::_cpo {
struct _fn {
  template <class Sender, class Func>
  auto operator()(Sender &&, Func &&) const -> _mock::sender<_mock::result_t<Sender>> {
    ::std::abort();
  }
};
} // namespace _let_e::_cpo
inline constexpr _let_e::_cpo::_fn let_error{};
} // namespace unifex
