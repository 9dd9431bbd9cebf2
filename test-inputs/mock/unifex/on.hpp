#pragma once
#include <cstdlib>
#include <unifex/sender_concepts.hpp>

namespace unifex {
namespace _on {
struct _fn {
  template <class Scheduler, class Sender>
  auto operator()(Scheduler &&, Sender &&) const -> _mock::sender<_mock::result_t<Sender>> {
    ::std::abort();
  }
};
inline constexpr _fn on{};
} // namespace _on
using _on::on;
} // namespace unifex
