#include "link.h"

coro::task<bool> tcp_link::send(int bytes) {
  try {
    co_await transmit(bytes);
  } catch (...) {
    log_failure(std::current_exception());
    co_return false;
  }
  co_return true;
}
coro::task<bool> tcp_link::flush() {
  co_await transmit(0);
  co_return true;
}
