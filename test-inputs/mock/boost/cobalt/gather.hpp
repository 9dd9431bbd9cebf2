#pragma once
#include <cstdlib>
#include <boost/cobalt/result.hpp>
#include <tuple>

namespace boost::cobalt {
template <class... Promise>
auto gather(Promise &&...)
    -> detail::awaiter<std::tuple<system::result<detail::lifted_t<Promise>, std::exception_ptr>...>> {
  ::std::abort();
}
} // namespace boost::cobalt
