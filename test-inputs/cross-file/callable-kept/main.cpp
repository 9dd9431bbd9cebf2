// How long a closure lives is for who is given it to say, in its own file.
#include "later.h"

void keeps(handlers &all, int n) {
  all.keep([n]() -> job<> {
    co_await tick();
    co_await request(std::to_string(n));
  });
}
void runs(handlers &all, int n) {
  all.run_now([n]() -> job<> { // want: captures
    co_await tick();
    co_await request(std::to_string(n));
  });
}
