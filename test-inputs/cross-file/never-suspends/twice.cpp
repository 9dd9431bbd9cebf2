#include "cache.h"

task<int> cached_twice(int n) { co_return co_await cached(co_await cached(n)); }
