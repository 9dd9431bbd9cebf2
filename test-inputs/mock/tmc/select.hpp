#pragma once
#include <cstdlib>
#include <optional>
#include <tmc/task.hpp>
#include <variant>

namespace tmc {
template <class Awaitable, class Canceller> class cancellable {
public:
  template <class A, class C> cancellable(A &&, C &&) {}
};
template <class A, class C> cancellable(A &&, C &&) -> cancellable<detail::forward_awaitable<A>, std::decay_t<C>>;
template <class... Awaitable, class... Canceller>
tmc::task<std::variant<detail::result_storage_t<detail::awaitable_result_t<Awaitable>>...>>
select(tmc::cancellable<Awaitable, Canceller>...) {
  ::std::abort();
}
} // namespace tmc
