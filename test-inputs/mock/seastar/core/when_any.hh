#pragma once
#include <cstdlib>
#include <seastar/core/future.hh>
#include <tuple>

namespace seastar {
template <class Sequence> struct when_any_result {
  std::size_t index{0};
  Sequence futures;
};
template <class... FutOrFuncs>
future<when_any_result<std::tuple<std::remove_cvref_t<FutOrFuncs>...>>> when_any(FutOrFuncs &&...) noexcept {
  ::std::abort();
}
} // namespace seastar
