// A task dropped as a statement, in every place that a statement can stand in.
#include "task.h"

task<void> save(int row);
task<int> load(int row);
job<void> publish(int row);
bool busy();

task<void> plain() {
  save(1); // want: the task returned by 'save' is never awaited, so it never runs
  load(1); // want: 'load'
  co_await save(2);
}

task<void> branches(bool big, int kind) {
  if (big)
    save(1); // want: 'save'
  else
    save(2); // want: 'save'
  for (int i = 0; i < 3; ++i)
    save(i); // want: 'save'
  while (busy())
    save(4); // want: 'save'
  do
    save(5); // want: 'save'
  while (busy());
  switch (kind) {
  case 1:
    save(6); // want: 'save'
    break;
  default:
    save(7); // want: 'save'
  }
  co_return;
}

task<void> inExpressions(bool big) {
  save(1), busy();           // want: 'save'
  busy(), save(2);           // want: 'save'
  big ? save(3) : save(4);   // want: is never awaited, so it never runs
  (save(5));                 // want: 'save'
  for (int i = 0; i < 3; save(i), ++i) { // want: 'save'
  }
  for (int i = 0; i < 3; save(i++)) { // want: 'save'
  }
  co_return;
}

task<void> overRange(std::vector<int> rows) {
  for (int row : rows)
    save(row); // want: 'save'
  co_return;
}

task<void> initStatements() {
  if (save(1); busy()) // want: 'save'
    co_return;
  switch (save(2); int kind = 1) { // want: 'save'
  default:
    co_return;
  }
}

task<void> labelled() {
again:
  save(1); // want: 'save'
  if (busy())
    goto again;
  co_return;
}

task<void> eager() {
  publish(1); // want: the task returned by 'publish' is never awaited: nobody waits for it, and its error is lost
  co_return;
}

struct service {
  task<void> stop();
  task<void> close() noexcept;
  task<void> restart() {
    stop();       // want: 'stop'
    this->stop(); // want: 'stop'
    co_await close();
  }
};

task<void> members(service *one, service &other, std::vector<service> all) {
  one->stop();  // want: 'stop'
  other.stop(); // want: 'stop'
  for (service &s : all)
    s.stop(); // want: 'stop'
  co_return;
}

generator<int> inGenerator() {
  save(1); // want: 'save'
  co_yield 1;
}

task<void> inHandler() {
  try {
    co_await save(1);
  } catch (...) {
    save(2); // want: 'save'
    throw;
  }
}

// No coroutine, no co_await to insert.
void plainFunction() {
  save(1); // want: 'save'
}

struct owner {
  owner() { save(1); }  // want: 'save'
  ~owner() { save(2); } // want: 'save'
};

task<void> deliberately() {
  (void)save(1);             // want: is dropped by a cast, but it hasn't started: it never runs
  static_cast<void>(load(1)); // want: is dropped by a cast
  std::ignore = load(2);     // want: is dropped by a cast
  (void)publish(1);
  std::ignore = publish(2);
  co_return;
}
