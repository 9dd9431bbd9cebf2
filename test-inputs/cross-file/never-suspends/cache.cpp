#include "cache.h"

task<int> cached(int n) { co_return n + 1; }
task<int> asked(int n) { co_return co_await request(n); }
