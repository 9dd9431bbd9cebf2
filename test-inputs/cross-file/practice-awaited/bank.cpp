#include "sim.h"

process customer(int) { co_return; }

void open_bank() {
  for (int i = 0; i < 10; ++i)
    customer(i); // want: returned by
  clerk(1); // want: returned by
  run_until(100);
}
