#pragma once
#include <cstdlib>
#include <cppcoro/awaitable_traits.hpp>
#include <cppcoro/task.hpp>

namespace cppcoro {
template <class Scheduler, class A> auto schedule_on(Scheduler &, A) -> task<std::remove_cvref_t<await_result_t<A>>> {
  ::std::abort();
}
} // namespace cppcoro
