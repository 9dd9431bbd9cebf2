#include "loop.h"

void third() {
  int count = 0;
  perform([&]() -> task<> {
    co_await load("b");
    ++count;
  }());
}
void fourth() {
  perform(load("another name that is too long for a small buffer"));
}
