// Whoever waits for a task before it returns lets nothing dangle; whoever keeps it does.
#include "loop.h"

std::string name(int n);
cppcoro::task<> fetch(const std::string &url) { co_await request(url); }
void finishes(loop &all, int n) {
  all.finish(fetch(name(n)));
  all.pass_on(fetch(name(n)));
  all.start_and_wait(fetch(name(n)));
}
void keeps(loop &all, int n) {
  all.adopt(fetch(name(n))); // want: 'url' refers to a temporary
}
