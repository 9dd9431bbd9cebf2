// Scopes that are only joined where nothing fails.
#include <cppcoro/async_scope.hpp>
#include <cppcoro/task.hpp>
#include <folly/coro/AsyncScope.h>
#include <folly/coro/Task.h>
#include <folly/executors/GlobalExecutor.h>

namespace folly_user {
folly::coro::Task<void> prefetch(int page);
folly::coro::Task<void> render(int page);

folly::coro::Task<void> shows(int page) {
  folly::coro::AsyncScope scope;
  scope.add(folly::coro::co_withExecutor(folly::getGlobalCPUExecutor(), prefetch(page)));
  co_await render(page);
  co_await scope.joinAsync(); // want: 'joinAsync' is skipped when the await before it throws, and 'scope' is destroyed with work in it
}
folly::coro::Task<void> joins_anyway(int page) {
  folly::coro::AsyncScope scope;
  scope.add(folly::coro::co_withExecutor(folly::getGlobalCPUExecutor(), prefetch(page)));
  std::exception_ptr failure;
  try {
    co_await render(page);
  } catch (...) {
    failure = std::current_exception();
  }
  co_await scope.joinAsync();
  if (failure)
    std::rethrow_exception(failure);
}
folly::coro::Task<void> nothing_between(int page) {
  folly::coro::AsyncScope scope;
  scope.add(folly::coro::co_withExecutor(folly::getGlobalCPUExecutor(), prefetch(page)));
  co_await scope.joinAsync();
}
struct page_server {
  folly::coro::AsyncScope scope;
  folly::coro::Task<void> member(int page) {
    scope.add(folly::coro::co_withExecutor(folly::getGlobalCPUExecutor(), prefetch(page)));
    co_await render(page);
    co_await scope.joinAsync();
  }
};
folly::coro::Task<void> given(folly::coro::AsyncScope &scope, int page) {
  scope.add(folly::coro::co_withExecutor(folly::getGlobalCPUExecutor(), prefetch(page)));
  co_await render(page);
  co_await scope.joinAsync();
}
} // namespace folly_user

namespace cppcoro_user {
cppcoro::task<> prefetch(int page);
cppcoro::task<> render(int page);

cppcoro::task<> shows(int page) {
  cppcoro::async_scope scope;
  scope.spawn(prefetch(page));
  co_await render(page);
  co_await scope.join(); // want: 'join' is skipped when the await before it throws, and 'scope' is destroyed with work in it
}
} // namespace cppcoro_user
