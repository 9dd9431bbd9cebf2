#pragma once
#include <cstdlib>
#include <boost/cobalt/detail/util.hpp>
#include <tuple>

namespace boost::cobalt {
template <class... Promise> auto join(Promise &&...) -> detail::awaiter<std::tuple<detail::lifted_t<Promise>...>> {
  ::std::abort();
}
} // namespace boost::cobalt
