// Objects that somebody is seen to delete, while a coroutine of theirs that nobody waits for is suspended.
#include "task.h"
#include <coroutine>
#include <memory>
#include <vector>

task<int> ask();
void show(int level);
bool stop_all(struct stopped *entry);

class entry {
public:
  void refresh() { reload(); }

private:
  fire_and_forget reload() {
    level_ = 0;
    int got = co_await ask();
    level_ = got; // want: 'this' may be destroyed while 'reload' is suspended: whoever deletes the object doesn't wait for it
  }
  int level_ = 0;
};
class list {
public:
  void removed(unsigned row) {
    delete entries_[row];
    entries_.erase(entries_.begin() + row);
  }

private:
  std::vector<entry *> entries_;
};

// ---- Silent ----

/// Nobody deletes it.
class kept {
public:
  void refresh() { reload(); }

private:
  fire_and_forget reload() { level_ = co_await ask(); }
  int level_ = 0;
};
/// Deletes itself, when it is done.
class own {
public:
  void refresh() { reload(); }

private:
  fire_and_forget reload() {
    level_ = co_await ask();
    delete this;
  }
  int level_ = 0;
};
/// Uses nothing of it behind the await.
class careful {
public:
  void refresh() { reload(); }

private:
  fire_and_forget reload() { show(co_await ask()); }
  int level_ = 0;
};
/// Its owner ends what it does before.
struct stopped {
  void refresh() { reload(); }
  void finish();
  fire_and_forget reload() { level_ = co_await ask(); }
  int level_ = 0;
};
/// Asks whether it is still there.
class asks {
public:
  void refresh() { reload(); }

private:
  fire_and_forget reload() {
    std::weak_ptr<int> alive = alive_;
    int got = co_await ask();
    if (!alive.expired())
      level_ = got;
  }
  std::shared_ptr<int> alive_ = std::make_shared<int>();
  int level_ = 0;
};
void clear(careful *one, asks *other, stopped *last) {
  delete one;
  delete other;
  last->finish();
  delete last;
}
