// An event that a coroutine sets at its end, and that another function awaits: nobody sets it when an await before throws.
#include "task.h"
#include <memory>

struct event {
  void set() noexcept;
  void reset() noexcept;
  task<void> wait();
};
class manual_reset_event {
public:
  void Signal() noexcept;
  task<void> Signalled();
};
struct device {
  task<void> acquire();
  void unacquire() noexcept;
  task<int> poll();
};
struct rows {
  task<int> next();
};
task<void> hop() noexcept;
void log(std::exception_ptr error) noexcept;

class listener {
public:
  void start() {
    stopping_ = false;
    finished_.reset();
    running_ = run();
  }
  task<void> stop() {
    stopping_ = true;
    co_await finished_.wait();
  }

private:
  task<void> run() {
    while (!stopping_)
      last_ = co_await source_.next();
    finished_.set(); // want: 'set' is skipped when an await before it throws, and whoever waits on 'finished_' waits for ever
  }

  rows source_;
  int last_ = 0;
  bool stopping_ = false;
  event finished_;
  task<void> running_ = run();
};

class reader {
public:
  task<void> read() {
    last_ = co_await source_->next();
    ended_->Signal(); // want: 'Signal' is skipped when an await before it throws, and whoever waits on 'ended_' waits for ever
    co_return;
  }
  task<void> ended() { return ended_->Signalled(); }

private:
  std::shared_ptr<rows> source_;
  std::shared_ptr<manual_reset_event> ended_;
  int last_ = 0;
};

/// Both ends are undone by nobody.
class grip {
public:
  task<void> hold() {
    co_await device_.acquire();
    last_ = co_await device_.poll();
    device_.unacquire(); // want: 'unacquire' is skipped when the await before it throws, and 'device_' stays acquired
  }

private:
  device device_;
  int last_ = 0;
};

/// One finding: what it begins is what it ends.
class round {
public:
  task<void> turn() {
    idle_.reset();
    last_ = co_await source_.next();
    idle_.set(); // want: whoever waits for 'idle_' waits for ever
  }
  task<void> idle() { co_await idle_.wait(); }

private:
  rows source_;
  event idle_;
  int last_ = 0;
};

// ---- silent ----

/// Nobody waits.
class unheard {
  task<void> run() {
    last_ = co_await source_.next();
    finished_.set();
  }
  rows source_;
  int last_ = 0;
  event finished_;
};
class guarded {
public:
  task<void> stop() { co_await finished_.wait(); }

private:
  struct finish {
    event &finished;
    ~finish() { finished.set(); }
  };
  task<void> run() {
    finish end{finished_};
    last_ = co_await source_.next();
  }
  rows source_;
  int last_ = 0;
  event finished_;
};
class told {
public:
  task<void> stop() { co_await finished_.wait(); }

private:
  task<void> run() {
    try {
      last_ = co_await source_.next();
    } catch (...) {
      log(std::current_exception());
    }
    finished_.set();
  }
  rows source_;
  int last_ = 0;
  event finished_;
};
class sure {
public:
  task<void> stop() { co_await finished_.wait(); }

private:
  task<void> run() {
    co_await hop();
    finished_.set();
  }
  event finished_;
};
/// Only for those who wait for this very round: it isn't the last that is done.
class counting {
public:
  task<void> next() { co_await changed_.wait(); }
  task<void> run() {
    for (;;) {
      last_ = co_await source_.next();
      changed_.set();
    }
  }

private:
  rows source_;
  int last_ = 0;
  event changed_;
};

// Whoever comes while a read is under way waits for its end.
struct baton {
  bool ready() const;
  void reset();
  void signal();
  task<void> wait_for(int milliseconds);
};
class transport {
public:
  task<int> read() {
    if (!blocked_.ready()) {
      co_await blocked_.wait_for(10);
      co_return 0;
    }
    blocked_.reset();
    int size = co_await source_.next();
    blocked_.signal(); // want: 'signal' is skipped when the await before it throws, and whoever waits for 'blocked_' waits for ever
    co_return size;
  }

private:
  rows source_;
  baton blocked_;
};
