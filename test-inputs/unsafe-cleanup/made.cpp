// What an awaited function opens, and an awaited member closes.
#include "task.h"
#include <memory>

struct file {
  task<> write(int row);
  task<> close();
  task<> close(int reason);
  void abandon();
};
task<file> open_file(int path);
task<file> openFile(int path);
task<file> async_open(int path);
task<file> opening_hours(int path);
task<file> copy_of(int path);
task<> scan(const file &from);
file make_closed();

struct session {
  task<> run();
  task<> stop();
  task<> shutdown();
};
struct server {
  task<session> start_session();
  task<session> connect(int to);
};

/// Ends itself; whoever does it before only learns of its error.
class careful {
public:
  ~careful() { stop(); }
  task<> use();
  task<> close();

private:
  void stop();
};
class unseen {
public:
  ~unseen();
  task<> use();
  task<> close();
};
/// Only sees to it that it was ended.
class strict {
public:
  ~strict() {
    if (open_)
      std::terminate();
  }
  task<> use();
  task<> close();

private:
  bool open_ = true;
};
/// What it consists of closes it.
class descriptor {
public:
  ~descriptor() {
    if (number_ >= 0)
      close_descriptor(number_);
  }

private:
  static void close_descriptor(int number);
  int number_ = -1;
};
struct by_member {
  task<> use();
  task<> close();
  descriptor of;
};
struct by_base : descriptor {
  task<> use();
  task<> close();
};
struct source {
  virtual ~source() = default;
  virtual task<> read() = 0;
};
class by_owner {
public:
  task<> use();
  task<> close();

private:
  std::unique_ptr<source> source_;
};
/// Its parts end nothing.
struct named {
  ~named() { forget(length); }
  static void forget(int length);
  int length = 0;
};
class by_nobody {
public:
  task<> use();
  task<> close();

private:
  named name_;
  std::unique_ptr<int> number_;
};
task<by_member> open_by_member();
task<by_base> open_by_base();
task<by_owner> open_by_owner();
task<by_nobody> open_by_nobody();
task<strict> open_strict();
task<careful> open_careful();
task<unseen> open_unseen();

task<> opened(int path) {
  auto log = co_await open_file(path);
  co_await scan(log);
  co_await log.close(); // want-low: 'close' is skipped when the await before it throws, and 'log' stays open
}
task<int> opened_in_another_style(int path) {
  file log = co_await openFile(path);
  co_await log.write(1);
  co_await log.close(); // want-low: 'close' is skipped
  co_return 1;
}
task<> opened_asynchronously(int path) {
  file log = co_await async_open(path);
  co_await log.write(1);
  co_await log.close(); // want-low: 'close' is skipped
}
task<> started_by_a_member(server &of) {
  auto one = co_await of.start_session();
  co_await one.run();
  co_await one.stop(); // want-low: 'stop' is skipped when the await before it throws, and 'one' stays running
}
task<> connected(server &of) {
  session one = co_await of.connect(1);
  co_await one.run();
  co_await one.shutdown(); // want-low: 'shutdown' is skipped when the await before it throws, and 'one' stays connected
}
task<> must_be_closed() {
  auto one = co_await open_strict();
  co_await one.use();
  co_await one.close(); // want-low: 'close' is skipped when the await before it throws, and 'one' stays open
}
task<> closed_by_none_of_its_parts() {
  auto one = co_await open_by_nobody();
  co_await one.use();
  co_await one.close(); // want-low: 'close' is skipped when the await before it throws, and 'one' stays open
}

// ---- Silent ----

task<> closed_by_a_member() {
  auto one = co_await open_by_member();
  co_await one.use();
  co_await one.close();
}
task<> closed_by_its_base() {
  auto one = co_await open_by_base();
  co_await one.use();
  co_await one.close();
}
task<> closed_by_what_it_owns() {
  auto one = co_await open_by_owner();
  co_await one.use();
  co_await one.close();
}
task<> closed_in_any_case(int path) {
  auto log = co_await open_file(path);
  std::exception_ptr failure;
  try {
    co_await scan(log);
  } catch (...) {
    failure = std::current_exception();
  }
  co_await log.close();
  if (failure)
    std::rethrow_exception(failure);
}
task<> closed_by_its_destructor() {
  auto one = co_await open_careful();
  co_await one.use();
  co_await one.close();
}
task<> closed_by_a_destructor_elsewhere() {
  auto one = co_await open_unseen();
  co_await one.use();
  co_await one.close();
}
task<> nothing_between(int path) {
  auto log = co_await open_file(path);
  co_await log.close();
}
task<file> handed_on(int path) {
  auto log = co_await open_file(path);
  co_await log.write(1);
  if (path == 0)
    co_await log.close();
  co_return std::move(log);
}
task<> says_why(int path) {
  auto log = co_await open_file(path);
  co_await scan(log);
  co_await log.close(1);
}
task<> not_awaited(int path) {
  auto log = co_await open_file(path);
  co_await scan(log);
  log.abandon();
}
task<> of_another_name(int path) {
  auto log = co_await copy_of(path);
  co_await scan(log);
  co_await log.close();
  auto hours = co_await opening_hours(path);
  co_await scan(hours);
  co_await hours.close();
}
task<> another_one(int path) {
  auto log = co_await open_file(path);
  auto other = make_closed();
  co_await scan(log);
  co_await other.close();
}

// Behind a pointer.
task<std::shared_ptr<file>> open_shared(int path);
void keep(std::shared_ptr<file> one);
task<> shared() {
  auto one = co_await open_shared(1);
  co_await one->write(1);
  co_await one->close(); // want-low: 'close' is skipped when the await before it throws, and 'one' stays open
}
task<> shared_with_others() {
  auto one = co_await open_shared(1);
  keep(one);
  co_await one->write(1);
  co_await one->close();
}
