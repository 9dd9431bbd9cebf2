#include "session.h"

task<int> run(int n) {
  auto later = session("x").uses(); // want: this temporary is destroyed at the end of this expression
  auto never = session("x").forgets();
  co_return co_await later + co_await never + n;
}
