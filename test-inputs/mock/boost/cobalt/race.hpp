#pragma once
#include <cstdlib>
#include <boost/cobalt/detail/util.hpp>
#include <variant>

namespace boost::cobalt {
template <class... Promise> auto race(Promise &&...) -> detail::awaiter<std::variant<detail::lifted_t<Promise>...>> {
  ::std::abort();
}
template <class... Promise>
auto left_race(Promise &&...) -> detail::awaiter<std::variant<detail::lifted_t<Promise>...>> {
  ::std::abort();
}
} // namespace boost::cobalt
