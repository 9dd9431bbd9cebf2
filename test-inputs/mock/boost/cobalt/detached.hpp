#pragma once
#include <boost/cobalt/detail/util.hpp>

namespace boost::cobalt {
struct detached {
  using promise_type = detail::detached_promise;
};
} // namespace boost::cobalt
