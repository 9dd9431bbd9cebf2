#pragma once
#include <cstdlib>
#include <unifex/sender_concepts.hpp>

namespace unifex {
namespace _upon_error::_cpo {
struct _fn {
  template <class Sender, class Func>
  auto operator()(Sender &&, Func &&) const -> _mock::sender<_mock::result_t<Sender>> {
    ::std::abort();
  }
};
} // namespace _upon_error::_cpo
inline constexpr _upon_error::_cpo::_fn upon_error{};
} // namespace unifex
