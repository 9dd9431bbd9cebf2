#pragma once
#include <cstdlib>
#include <stdexec/execution.hpp>

namespace experimental::execution {
struct start_detached_t {
  template <stdexec::sender S> void operator()(S &&) const { ::std::abort(); }
};
inline constexpr start_detached_t start_detached{};
} // namespace experimental::execution
namespace exec = experimental::execution;
