#include "sim.h"

process clerk(int) { co_return; }

void open_shop() {
  clerk(2); // want: returned by
  customer(11); // want: returned by
  run_until(50);
}
