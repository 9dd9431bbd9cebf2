#include "hub.h"

task<> begin_b() {
  co_await announce(1);
  if (const std::error_code error = co_await save(1))
    co_await announce(2);
}
