#pragma once
#include <type_traits>
#include <utility>

namespace folly {
namespace detail {
template <class F> class ScopeGuardImpl {
  F function_;

public:
  explicit ScopeGuardImpl(F &&f) : function_(std::move(f)) {}
  ~ScopeGuardImpl() { function_(); }
  void dismiss() noexcept {}
};
enum class ScopeGuardOnExit {};
template <class F> ScopeGuardImpl<std::decay_t<F>> operator+(ScopeGuardOnExit, F &&f) {
  return ScopeGuardImpl<std::decay_t<F>>(std::forward<F>(f));
}
} // namespace detail
template <class F> [[nodiscard]] detail::ScopeGuardImpl<std::decay_t<F>> makeGuard(F &&f) {
  return detail::ScopeGuardImpl<std::decay_t<F>>(std::forward<F>(f));
}
} // namespace folly

#define FOLLY_PP_CONCAT_INNER(a, b) a##b
#define FOLLY_PP_CONCAT(a, b) FOLLY_PP_CONCAT_INNER(a, b)
#define SCOPE_EXIT auto FOLLY_PP_CONCAT(scopeExit_, __COUNTER__) = ::folly::detail::ScopeGuardOnExit() + [&]() noexcept
