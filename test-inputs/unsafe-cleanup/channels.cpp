// A channel that a coroutine closes at its end: who waits on it isn't told when an await before throws.
#include "task.h"
#include <memory>
#include <optional>

struct chunk {
  int rows = 0;
};
class channel {
public:
  task<bool> send(chunk value);
  task<std::optional<chunk>> receive();
  void shutdown() noexcept;
};
class work_queue {
public:
  task<chunk> pop();
  void push(chunk value);
  void close();
};
class connection {
public:
  task<void> send(chunk value);
  task<chunk> receive();
  void close();
};
task<chunk> filtered(chunk value);
task<void> hop() noexcept;
void log(std::exception_ptr error) noexcept;

task<void> filter(std::shared_ptr<channel> in, std::shared_ptr<channel> out) {
  while (auto next = co_await in->receive()) {
    auto rows = co_await filtered(*next);
    if (rows.rows > 0 && !co_await out->send(rows))
      break;
  }
  in->shutdown(); // want: 'shutdown' is skipped when an await before it throws, and whoever waits on 'in' waits for ever
  out->shutdown();
}
task<int> produce(work_queue &results, int count) {
  for (int i = 0; i < count; ++i)
    results.push(co_await filtered({i}));
  results.close(); // want: 'close' is skipped when an await before it throws, and whoever waits on 'results' waits for ever
  co_return count;
}
class stage {
public:
  task<void> run() {
    out_.push(co_await filtered({}));
    out_.close(); // want: whoever waits on 'out_' waits for ever
  }

private:
  work_queue out_;
};
task<void> in_a_block(work_queue &results) {
  results.push(co_await filtered({}));
  do {
    results.close(); // want: whoever waits on 'results' waits for ever
  } while (false);
}
task<void> again_and_again(work_queue &results, int count) {
  do {
    results.push(co_await filtered({}));
    results.close();
  } while (--count > 0);
}

// ---- Latches ----

struct latch {
  explicit latch(int count);
  void count_down();
  void wait();
};
struct wait_group {
  void add(int count);
  void done();
  task<void> wait();
};
struct progress {
  void count_down();
};
task<void> opens(latch &opened, int part) {
  co_await filtered({part});
  opened.count_down(); // want: 'count_down' is skipped when an await before it throws, and whoever waits on 'opened' waits for ever
}
task<void> joins(std::shared_ptr<wait_group> group, int part) {
  auto rows = co_await filtered({part});
  if (rows.rows == 0) {
    group->done();
    co_return;
  }
  co_await filtered(rows);
  group->done(); // want: 'done' is skipped when an await before it throws, and whoever waits on 'group' waits for ever
}
task<void> nobody_waits(progress &shown, int part) {
  co_await filtered({part});
  shown.count_down();
}
task<void> in_any_case(latch &opened, int part) {
  try {
    co_await filtered({part});
  } catch (...) {
    log(std::current_exception());
  }
  opened.count_down();
}

// ---- silent --------------------------------------------------------------------------------------------------------

/// A guard ends it.
struct closing {
  work_queue &queue;
  ~closing() { queue.close(); }
};
task<void> guarded(work_queue &results) {
  closing end{results};
  results.push(co_await filtered({}));
}
task<void> caught(work_queue &results) {
  try {
    results.push(co_await filtered({}));
  } catch (...) {
    log(std::current_exception());
  }
  results.close();
}
/// Whoever waits on its own queue goes with it.
task<void> own() {
  work_queue results;
  results.push(co_await filtered({}));
  results.close();
}
/// A connection is closed by its owner, too.
task<void> serve(connection &peer) {
  co_await peer.send(co_await peer.receive());
  peer.close();
}
task<void> nothing_before(work_queue &results) {
  co_await hop();
  results.close();
}
task<void> said(work_queue &results) {
  results.push(co_await filtered({}));
  // If that throws the process ends, and nobody waits any more.
  results.close();
}
