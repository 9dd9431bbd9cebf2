#include "loop.h"

void first() {
  std::string name = "a";
  perform([&]() -> task<> {
    co_await load(name);
    name += "b";
  }());
}
void second() {
  perform(load("a name that is too long for a small buffer"));
}
