#include "sim.h"

process clerk(int) { co_return; }

void open_shop() {
  clerk(2);
  customer(11);
  run_until(50);
}
