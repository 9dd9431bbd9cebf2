// A member that sets something, and the same member that sets it back.
#include "task.h"

task<int> load(int row);
bool missing(int row);

struct page {
  void set_busy(bool on);
  void setEnabled(bool on);
  void set_done(bool on);
  void set_width(int width);

  task<void> reload() {
    set_busy(true);
    co_await load(1);
    set_busy(false); // want: 'set_busy(false)' is skipped when the await before it throws, and 'set_busy(true)' stays in force
  }
  task<void> save(page &other) {
    other.setEnabled(false);
    co_await load(1);
    other.setEnabled(true); // want: 'setEnabled(true)' is skipped when the await before it throws
  }

  // From false to true is progress, but for what is enabled again.
  task<void> progress() {
    set_done(false);
    co_await load(1);
    set_done(true);
  }
  task<void> of_two(page &other) {
    set_busy(true);
    co_await load(1);
    other.set_busy(false);
  }
  task<void> caught() {
    set_busy(true);
    try {
      co_await load(1);
    } catch (...) {
      set_busy(false);
      throw;
    }
    set_busy(false);
  }
  task<void> over_and_over() {
    for (;;) {
      set_busy(false);
      co_await load(1);
      set_busy(false);
    }
  }
};

// What a local has begun its destructor ends.
class transaction {
public:
  ~transaction() {
    if (open_)
      roll_back_now();
  }
  task<void> begin();
  task<void> commit();
  void roll_back_now();

private:
  bool open_ = false;
};
task<void> by_scope() {
  transaction all;
  co_await all.begin();
  co_await load(1);
  co_await all.commit();
}
