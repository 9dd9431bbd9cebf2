#pragma once
#include <cstdlib>
#include <unifex/sender_concepts.hpp>

namespace unifex {
namespace _when_all::_cpo {
struct _fn {
  template <class... Senders>
  auto operator()(Senders &&...) const -> _mock::sender<std::tuple<_mock::lifted_t<Senders>...>> {
    ::std::abort();
  }
};
} // namespace _when_all::_cpo
inline constexpr _when_all::_cpo::_fn when_all{};
} // namespace unifex
