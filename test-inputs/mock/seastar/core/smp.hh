#pragma once
#include <cstdlib>
#include <seastar/core/future.hh>

namespace seastar {
struct smp_submit_to_options {};
class smp {
public:
  template <class Func>
  static futurize_t<std::invoke_result_t<Func>> submit_to(unsigned, smp_submit_to_options, Func &&) noexcept {
    ::std::abort();
  }
  template <class Func> static futurize_t<std::invoke_result_t<Func>> submit_to(unsigned, Func &&) noexcept {
    ::std::abort();
  }
  template <class Func> static future<> invoke_on_all(Func &&) noexcept { ::std::abort(); }
  template <class Func> static future<> invoke_on_others(unsigned, Func) noexcept { ::std::abort(); }
};
} // namespace seastar
