#include "show.h"

folly::coro::Task<int> run(int n) {
  auto shown = show(name(n)); // want: 'text' refers to a temporary
  auto ignored = ignore(name(n));
  co_return co_await std::move(shown) + co_await std::move(ignored);
}
