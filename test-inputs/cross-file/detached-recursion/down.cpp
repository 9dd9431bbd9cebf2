#include "tree.h"

coro::task<void> down(int n) {
  if (n > 0)
    co_await up(n - 1);
}
coro::task<void> fall(int n) {
  if (n > 0)
    co_await rise(n - 1);
}
