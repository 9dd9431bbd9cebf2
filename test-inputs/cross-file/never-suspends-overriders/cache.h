#pragma once
#include "task.h"
struct cache {
  virtual ~cache() = default;
  virtual task<int> get(int n) = 0;
  virtual task<int> ask(int n) = 0;
};
task<int> request(int n);
