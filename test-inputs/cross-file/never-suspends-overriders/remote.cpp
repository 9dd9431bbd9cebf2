#include "cache.h"

struct remote : cache {
  task<int> get(int n) override;
  task<int> ask(int n) override;
};
task<int> remote::get(int n) { co_return n + 1; }
task<int> remote::ask(int n) { co_return co_await request(n); }
cache *make_remote() { return new remote; }
