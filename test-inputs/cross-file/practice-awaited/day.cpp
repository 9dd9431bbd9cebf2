#include "sim.h"

process day() {
  co_await customer(1);
  co_await clerk(3);
  co_await clock_hand();
}
