// The same with a hand-written type that nobody can wait for.
#include "task.h"
#include <coroutine>
#include <memory>

task<> sleep_once();

struct blinker {
  bool stop_ = false;
  int count_ = 0;
  ~blinker() { stop_ = true; }
  fire_and_forget blink() {
    while (!stop_) { // want: 'this' may be destroyed while 'blink' is suspended: '~blinker' doesn't wait for it
      co_await sleep_once();
      ++count_;
    }
  }
};
// Nothing tells how its objects end.
struct plain {
  bool stop_ = false;
  int count_ = 0;
  fire_and_forget blink() {
    while (!stop_) {
      co_await sleep_once();
      ++count_;
    }
  }
};
void wait_for(bool &);
struct waits {
  bool stop_ = false;
  bool ended_ = false;
  ~waits() {
    stop_ = true;
    join();
  }
  void join();
  fire_and_forget blink() {
    while (!stop_)
      co_await sleep_once();
    ended_ = true;
  }
};
