#pragma once
#include <cstdlib>
#include <seastar/core/future.hh>

namespace seastar::internal {
void run_in_background(future<>);
template <class Func> void run_in_background(Func &&) { ::std::abort(); }
} // namespace seastar::internal
