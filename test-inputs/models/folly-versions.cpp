// Names of folly's earlier versions, declared as they were there.
#include <utility>

namespace folly {
template <class T> struct Synchronized {
  struct LockedPtr {};
  struct ConstLockedPtr {};
  LockedPtr wlock();
  ConstLockedPtr rlock() const;
};
namespace coro {
template <class F> auto co_invoke(F function) { return function(); }
template <class Token, class Awaitable> Awaitable &&co_withCancellation(Token, Awaitable &&awaitable) { return std::forward<Awaitable>(awaitable); }
} // namespace coro
} // namespace folly

void uses(folly::Synchronized<int> &value) {
  auto writer = value.wlock();
  auto reader = std::as_const(value).rlock();
  folly::coro::co_withCancellation(1, folly::coro::co_invoke([] { return 1; }));
}
