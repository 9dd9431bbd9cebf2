#pragma once
#include <cstdlib>
#include <type_traits>

namespace folly::coro {
struct co_invoke_fn {
  template <class F, class... A> constexpr std::invoke_result_t<F, A...> operator()(F &&, A &&...) const {
    ::std::abort();
  }
};
namespace folly_cpo__ {
inline constexpr co_invoke_fn co_invoke{};
}
using namespace folly_cpo__;
} // namespace folly::coro
