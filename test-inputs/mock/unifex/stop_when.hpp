#pragma once
#include <cstdlib>
#include <unifex/sender_concepts.hpp>

namespace unifex {
namespace _stop_when_cpo {
struct _fn {
  template <class Source, class Trigger>
  auto operator()(Source &&, Trigger &&) const -> _mock::sender<_mock::result_t<Source>> {
    ::std::abort();
  }
};
} // namespace _stop_when_cpo
inline constexpr _stop_when_cpo::_fn stop_when{};
} // namespace unifex
