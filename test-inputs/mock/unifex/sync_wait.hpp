#pragma once
#include <cstdlib>
#include <unifex/sender_concepts.hpp>

namespace unifex {
namespace _sync_wait_cpo {
struct _fn {
  template <class Sender> auto operator()(Sender &&) const -> std::optional<_mock::lifted_t<Sender>> { ::std::abort(); }
};
} // namespace _sync_wait_cpo
inline constexpr _sync_wait_cpo::_fn sync_wait{};
} // namespace unifex

namespace unifex {
namespace _sync_wait_r_cpo {
template <class Result> struct _fn {
  template <class Sender> std::optional<Result> operator()(Sender &&) const { ::std::abort(); }
};
} // namespace _sync_wait_r_cpo
template <class Result> inline constexpr _sync_wait_r_cpo::_fn<Result> sync_wait_r{};
} // namespace unifex
