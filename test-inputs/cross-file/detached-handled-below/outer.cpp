#include "work.h"

coro::task<void> outer() {
  co_await inner();
  co_await inner();
}
coro::task<void> wrapper() {
  co_await inner();
  co_await leaking();
}
