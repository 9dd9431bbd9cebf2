// Objects whose own code says that they may be gone when a coroutine of theirs goes on: another member takes a weak
// reference before it awaits, and asks it afterwards.
#include "task.h"
#include <coroutine>
#include <memory>

task<int> ask();
void show(int level);
template <class T> struct weak_ref {
  weak_ref(T *object);
  explicit operator bool() const;
  T *operator->() const;
};

class monitor {
public:
  void refresh() { reload(); }
  void reset() { restart(); }

private:
  fire_and_forget reload() {
    weak_ref<monitor> alive(this);
    int got = co_await ask();
    if (alive)
      level_ = got;
  }
  fire_and_forget restart() {
    int got = co_await ask();
    level_ = got; // want: 'this' may be destroyed while 'restart' is suspended: 'reload' asks whether it is still there
  }
  int level_ = 0;
};

/// Asks in what it calls, and not where that returns.
class viewer : public std::enable_shared_from_this<viewer> {
public:
  fire_and_forget show_all() {
    auto weak = weak_from_this();
    co_await load();
    if (auto self = weak.lock())
      self->done_ = true;
  }
  fire_and_forget show_rest() {
    auto weak = weak_from_this();
    co_await load_lazily();
    if (auto self = weak.lock())
      self->done_ = true;
  }
  fire_and_forget show_both() {
    auto weak = weak_from_this();
    co_await load_lazily();
    co_await load_lazily(); // want: 'this' may be destroyed while 'show_both' is suspended: nobody waits for it
    if (auto self = weak.lock())
      self->done_ = true;
  }

private:
  job<> load() {
    int got = co_await ask();
    first_ = got; // want: 'this' may be destroyed while 'load' is suspended: 'show_all' awaits it with only a weak reference
  }
  task<> load_lazily() {
    int got = co_await ask();
    second_ = got; // want: 'this' may be destroyed while 'load_lazily' is suspended: 'show_rest' awaits it with only
  }
  int first_ = 0, second_ = 0;
  bool done_ = false;
};

// ---- Silent ----

/// Nobody asks.
class plain {
public:
  void refresh() { reload(); }

private:
  fire_and_forget reload() { level_ = co_await ask(); }
  int level_ = 0;
};
/// A weak reference to something else.
class other {
public:
  void refresh() { reload(); restart(); }

private:
  fire_and_forget reload() {
    weak_ref<plain> alive(plain_);
    int got = co_await ask();
    if (alive)
      show(got);
  }
  fire_and_forget restart() {
    int got = co_await ask();
    level_ = got;
  }
  plain *plain_ = nullptr;
  int level_ = 0;
};
/// Awaited by who is awaited.
class awaited {
public:
  task<> all() {
    co_await one();
    co_await two();
  }

private:
  fire_and_forget watched() {
    weak_ref<awaited> alive(this);
    int got = co_await ask();
    if (alive)
      level_ = got;
  }
  task<> one() {
    int got = co_await ask();
    level_ = got;
  }
  job<> two() {
    int got = co_await ask();
    level_ = got;
  }
  int level_ = 0;
};
/// Holds itself while it awaits.
class holder : public std::enable_shared_from_this<holder> {
public:
  fire_and_forget show_all() {
    auto weak = weak_from_this();
    auto self = weak.lock();
    if (!self)
      co_return;
    co_await load();
    done_ = true;
  }

private:
  task<> load() {
    int got = co_await ask();
    level_ = got;
  }
  int level_ = 0;
  bool done_ = false;
};
/// What it awaits holds itself, or asks.
class careful : public std::enable_shared_from_this<careful> {
public:
  fire_and_forget show_all() {
    auto weak = weak_from_this();
    co_await load();
    if (auto self = weak.lock())
      self->level_ = 0;
  }
  fire_and_forget look_first() {
    auto weak = weak_from_this();
    for (int i = 0; weak.lock() && i < 3; ++i)
      co_await look();
    if (auto self = weak.lock())
      self->level_ = 0;
  }
  fire_and_forget looks_each_time() {
    weak_ref<careful> alive(this);
    while (alive && level_ > 0) {
      int got = co_await ask();
      show(got);
    }
  }

private:
  task<> load() {
    auto self = shared_from_this();
    int got = co_await ask();
    level_ = got;
  }
  task<> look() {
    auto weak = weak_from_this();
    int got = co_await ask();
    if (auto self = weak.lock())
      self->level_ = got;
  }
  int level_ = 0;
};
/// Whose body isn't here: it may hold the object itself.
class elsewhere : public std::enable_shared_from_this<elsewhere> {
public:
  fire_and_forget show_all() {
    auto weak = weak_from_this();
    int got = co_await load();
    if (auto self = weak.lock())
      self->level_ = got;
  }

private:
  task<int> load();
  int level_ = 0;
};
/// Learns from what it awaits whether the object is still there.
class told {
public:
  void refresh() { update(); }

private:
  job<bool> load() {
    weak_ref<told> alive(this);
    int got = co_await ask();
    if (!alive)
      co_return false;
    level_ = got;
    co_return true;
  }
  fire_and_forget update() {
    if (!co_await load())
      co_return;
    level_ = 0;
  }
  int level_ = 0;
};
