#include "sim.h"

process clock_hand() { co_return; }

void wind_up() {
  clock_hand();
  clock_hand();
  customer(12);
  run_until(12);
}
