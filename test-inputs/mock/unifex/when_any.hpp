#pragma once
#include <cstdlib>
#include <unifex/sender_concepts.hpp>

namespace unifex {
namespace _when_any {
struct _fn {
  template <class First, class... Rest>
  auto operator()(First &&, Rest &&...) const -> _mock::sender<_mock::result_t<First>> {
    ::std::abort();
  }
};
} // namespace _when_any
inline constexpr _when_any::_fn when_any{};
} // namespace unifex
