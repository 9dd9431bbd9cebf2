// Which await is to blame, and what is a cleanup at all: the ways through the body decide.
#include "task.h"
#include <memory>
#include <set>
#include <string>

task<> work();
task<> flush();
task<bool> tries();
void log(std::string text);

struct engine {
  task<> start();
  task<> stop();
  task<> run();
};
struct coroutine_mutex {
  task<> lock();
  void unlock();
};

struct service {
  engine engine_;
  coroutine_mutex mutex;
  int failures = 0;
  int running = 0, remaining = 0;
  bool busy = false;
  bool connected = false;
  std::set<int> known;

  // ---- Silent: what is blamed stands on another way, or is the end itself ----

  task<> ends_on_either_branch(std::exception_ptr error) {
    co_await engine_.start();
    if (!error)
      co_return co_await engine_.stop();
    log("failed");
    co_await engine_.stop();
  }
  task<> ends_in_both(bool quick) {
    co_await engine_.start();
    if (quick) {
      co_await engine_.stop();
    } else {
      log("slow");
      co_await engine_.stop();
    }
  }
  task<> awaits_elsewhere(bool quick) {
    busy = true;
    if (quick) {
      busy = false;
      co_await work();
      co_return;
    }
    log("slow");
    busy = false;
  }
  task<> keeps_what_the_end_gives() {
    co_await engine_.start();
    if (running) {
      auto kept = co_await stops();
      co_await flush();
      (void)kept;
    }
  }
  task<int> stops();

  // A correction, no cleanup: only some ways undo it.
  task<> corrected() {
    ++failures;
    if (co_await tries())
      --failures;
  }
  task<> corrected_in_a_handler_less_way() {
    connected = true;
    co_await work();
    if (failures > 3) {
      connected = false;
      co_return;
    }
    log("connected");
  }
  task<> remembered(int id) {
    known.insert(id);
    if (!co_await tries())
      known.erase(id);
  }
  task<> still_open(bool keep) {
    co_await engine_.start();
    co_await work();
    if (keep)
      co_return;
    co_await engine_.stop();
  }

  // ---- But on every way, it is one ----

  task<> on_every_way() {
    ++running;
    if (co_await tries()) {
      log("done");
      --running; // want: 'running' isn't counted back
      co_return;
    }
    log("failed");
    --running;
  }
  task<> on_every_way_but_a_throw() {
    busy = true;
    if (!co_await tries())
      throw 1;
    busy = false; // want: 'busy' stays true
  }
  task<> a_lock_on_some_ways(bool quick) {
    co_await mutex.lock();
    co_await work();
    if (quick)
      co_return;
    mutex.unlock(); // want: 'unlock' is skipped
  }

  // ---- One await, one finding ----

  task<> three_at_once() {
    busy = true;
    ++running;
    co_await work();
    remaining = 3;
    --running; // want: 'running' isn't counted back
    busy = false;
  }
};
