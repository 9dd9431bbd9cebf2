#include "tree.h"

coro::task<void> up(int n) {
  if (n > 0)
    co_await down(n - 1);
}
coro::task<void> rise(int n) {
  if (n > 9)
    throw std::runtime_error("too high");
  co_await fall(n - 1);
}
