#pragma once
#include <cstdlib>
#include <boost/cobalt/task.hpp>

namespace boost::cobalt {
template <class T> T run(task<T>) { ::std::abort(); }
} // namespace boost::cobalt
