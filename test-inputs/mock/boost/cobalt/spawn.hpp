#pragma once
#include <cstdlib>
#include <boost/cobalt/task.hpp>

namespace boost::cobalt {
// What it returns depends on the completion token; the tests only use tokens that give nothing.
template <class Executor, class T, class CompletionToken> void spawn(Executor &&, task<T> &&, CompletionToken &&) {
  ::std::abort();
}
} // namespace boost::cobalt
