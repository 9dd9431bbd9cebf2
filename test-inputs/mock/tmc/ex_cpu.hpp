#pragma once
#include <tmc/task.hpp>

namespace tmc {
class ex_cpu {
public:
  void init();
  void teardown();
};
ex_cpu &cpu_executor();
int async_main(tmc::task<int> &&);
} // namespace tmc
