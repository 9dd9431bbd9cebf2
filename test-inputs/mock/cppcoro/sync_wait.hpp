#pragma once
#include <cstdlib>
#include <cppcoro/awaitable_traits.hpp>

namespace cppcoro {
template <class A> auto sync_wait(A &&) -> await_result_t<A &&> { ::std::abort(); }
} // namespace cppcoro
