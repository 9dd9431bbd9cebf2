#pragma once
#include <cstdlib>
#include <boost/cobalt/detail/util.hpp>

namespace boost::cobalt {
template <class Arg, class Func, class Teardown> auto with(Arg, Func, Teardown) -> detail::awaiter<void> {
  ::std::abort();
}
template <class Arg, class Func> auto with(Arg &&, Func &&) -> detail::awaiter<void> { ::std::abort(); }
} // namespace boost::cobalt
