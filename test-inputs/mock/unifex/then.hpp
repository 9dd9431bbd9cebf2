#pragma once
#include <cstdlib>
#include <unifex/sender_concepts.hpp>

namespace unifex {
namespace _then::_cpo {
struct _fn {
  template <class Sender, class Func>
  auto operator()(Sender &&, Func &&) const
      -> _mock::sender<typename _mock::then_result<Func, _mock::result_t<Sender>>::type> {
    ::std::abort();
  }
};
} // namespace _then::_cpo
inline constexpr _then::_cpo::_fn then{};
} // namespace unifex
