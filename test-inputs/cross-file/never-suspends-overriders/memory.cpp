#include "cache.h"

struct memory : cache {
  task<int> get(int n) override { co_return n; }
  task<int> ask(int n) override { co_return co_await get(n); }
};
cache *make_memory() { return new memory; }
