#pragma once
#include <cstdlib>
#include <seastar/core/future.hh>

namespace seastar {
enum class stop_iteration { no, yes };
template <class Action> future<> repeat(Action &&) noexcept { ::std::abort(); }
template <class Stop, class Action> future<> do_until(Stop, Action) noexcept { ::std::abort(); }
template <class Action> future<> keep_doing(Action) noexcept { ::std::abort(); }
template <class It, class Action> future<> do_for_each(It, It, Action) noexcept { ::std::abort(); }
template <class Range, class Action> future<> do_for_each(Range &, Action) noexcept { ::std::abort(); }
template <class It, class Func> future<> parallel_for_each(It, It, Func &&) noexcept { ::std::abort(); }
template <class Range, class Func> future<> parallel_for_each(Range &&, Func &&) noexcept { ::std::abort(); }
template <class It, class Func> future<> max_concurrent_for_each(It, It, size_t, Func &&) noexcept { ::std::abort(); }
template <class Range, class Func> future<> max_concurrent_for_each(Range &&, size_t, Func &&) noexcept {
  ::std::abort();
}
} // namespace seastar
