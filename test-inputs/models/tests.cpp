// Names everything of test frameworks that checks/models/tests.yaml models.
#include <benchmark/benchmark.h>

void runs(benchmark::State &state) {
  for (auto unused : state)
    (void)unused;
}
