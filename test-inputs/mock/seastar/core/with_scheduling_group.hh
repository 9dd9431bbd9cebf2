#pragma once
#include <cstdlib>
#include <seastar/core/future.hh>

namespace seastar {
class scheduling_group {};
template <class Func, class... A>
futurize_t<std::invoke_result_t<Func, A...>> with_scheduling_group(scheduling_group, Func, A &&...) noexcept {
  ::std::abort();
}
} // namespace seastar
