#pragma once
#include <cstdlib>
#include <type_traits>

namespace coro {
template <typename functor_type, typename... args_types>
auto invoke(functor_type, args_types &&...) -> std::invoke_result_t<functor_type, args_types...> {
  ::std::abort();
}
} // namespace coro
