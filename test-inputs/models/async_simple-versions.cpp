// Names of async_simple's earlier versions, declared as they were there.
#include <utility>

namespace async_simple::coro {
template <class T> class Lazy {
public:
  template <class F> void start(F &&callback) { std::forward<F>(callback)(); }
  T coAwaitTry();
};
template <class T> class RescheduleLazy {
public:
  template <class F> void start(F &&callback) { std::forward<F>(callback)(); }
};
} // namespace async_simple::coro

void uses(async_simple::coro::Lazy<int> lazy, async_simple::coro::RescheduleLazy<int> bound) {
  lazy.start([] {});
  lazy.coAwaitTry();
  bound.start([] {});
}
