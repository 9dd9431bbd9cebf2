#include "loop.h"

int main() {
  bool isDone = false;
  perform([&]() -> task<> {
    co_await load("c");
    isDone = true;
  }());
  perform(load("the last name that is too long for a small buffer"));
  return isDone ? 0 : 1;
}
