// A state with which whoever comes next turns back: where an await throws before another is set, nobody gets in any more.
#include "task.h"
#include <map>
#include <string>

task<int> load(int number);
task<> apply(int value);
void note(const std::string &text);
void again();

enum class rebuild { idle, running, pending };
enum phase { waiting, busy };

struct service {
  rebuild state_ = rebuild::idle;
  phase phase_ = waiting;
  std::map<std::string, rebuild> states_;

  task<> builds() {
    if (state_ == rebuild::running) {
      state_ = rebuild::pending;
      co_return;
    }
    state_ = rebuild::running;
    note("indexing");
    int value = co_await load(1);
    co_await apply(value);
    if (state_ == rebuild::pending) {
      state_ = rebuild::idle; // want: 'state_' stays 'running' when the await before this throws
      again();
    } else {
      state_ = rebuild::idle;
    }
  }
  task<> of_one(std::string name) {
    if (states_[name] != rebuild::idle)
      co_return;
    states_[name] = rebuild::running;
    co_await load(2);
    states_[name] = rebuild::idle; // want: stays 'running' when the await before this throws
  }
  task<> plain_enum() {
    if (phase_ == busy)
      co_return;
    phase_ = busy;
    co_await load(3);
    phase_ = waiting; // want: 'phase_' stays 'busy'
  }

  // ---- Silent
  task<> progress() {
    state_ = rebuild::pending;
    co_await load(4);
    state_ = rebuild::running;
    co_await load(5);
    state_ = rebuild::idle;
  }
  task<> before_the_await() {
    if (state_ == rebuild::running)
      co_return;
    state_ = rebuild::running;
    note("quick");
    state_ = rebuild::idle;
    co_await load(6);
  }
  task<> caught() {
    if (state_ == rebuild::running)
      co_return;
    state_ = rebuild::running;
    try {
      co_await load(7);
    } catch (...) {
      note("failed");
    }
    state_ = rebuild::idle;
  }
  task<> own() {
    rebuild state = rebuild::idle;
    if (state == rebuild::running)
      co_return;
    state = rebuild::running;
    co_await load(8);
    state = rebuild::idle;
  }
  task<> ends_for_good() {
    if (phase_ == busy)
      co_return;
    phase_ = busy;
    co_await load(9);
  }
};
