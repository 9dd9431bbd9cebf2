#include "sim.h"

process customer(int) { co_return; }

void open_bank() {
  for (int i = 0; i < 10; ++i)
    customer(i);
  clerk(1);
  run_until(100);
}
