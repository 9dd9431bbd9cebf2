#pragma once
#include <cstdlib>
#include <stdexec/execution.hpp>

namespace experimental::execution {
struct ensure_started_t {
  template <stdexec::sender S>
  auto operator()(S &&) const -> stdexec::__sexpr_t<ensure_started_t, stdexec::value_of_t<S>> {
    ::std::abort();
  }
};
inline constexpr ensure_started_t ensure_started{};
} // namespace experimental::execution
namespace exec = experimental::execution;
