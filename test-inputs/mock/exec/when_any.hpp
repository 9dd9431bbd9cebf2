#pragma once
#include <cstdlib>
#include <stdexec/execution.hpp>

namespace experimental::execution {
namespace __when_any {
struct __when_any_t {
  template <stdexec::sender... S>
  auto operator()(S...) const -> stdexec::__sexpr_t<__when_any_t, std::common_type_t<stdexec::value_of_t<S>...>> {
    ::std::abort();
  }
};
inline constexpr __when_any_t when_any{};
} // namespace __when_any
using __when_any::when_any;
} // namespace experimental::execution
namespace exec = experimental::execution;
