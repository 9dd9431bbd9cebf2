#include "sim.h"

process clock_hand() { co_return; }

void wind_up() {
  clock_hand(); // want: returned by
  clock_hand(); // want: returned by
  customer(12); // want: returned by
  run_until(12);
}
