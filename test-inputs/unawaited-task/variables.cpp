// Tasks kept in variables that nobody reads, that are only looked at, or that some paths forget.
#include "task.h"

task<int> load(int row);
task<void> save(int row);
job<int> compute(int row);
once_task<int> fetch(int row);
bool cached(int row);
int lookup(int row);
[[noreturn]] void fail();
void use(int value);

task<int> unused() {
  auto pending = load(1);       // want: the task in 'pending' is never awaited, so it never runs
  task<int> typed = load(2);    // want: 'typed'
  task<void> nothing = save(3); // want: 'nothing'
  auto braced{load(4)};         // want: 'braced'
  task<int> direct(load(5));    // want: 'direct'
  auto &&bound = load(6);       // want: 'bound'
  const auto &kept = load(7);   // want: 'kept'
  const task<int> fixed = load(8); // want: 'fixed'
  auto first = load(9), second = load(10); // want: 'first' // want: 'second'
  co_return 0;
}

task<int> declaredUnused() {
  [[maybe_unused]] auto lazy = load(1); // want: 'lazy'
  auto _ = load(2);                     // want: '_'
  [[maybe_unused]] auto eager = compute(3);
  co_return 0;
}

task<int> castToVoid() {
  auto lazy = load(1); // want: 'lazy'
  (void)lazy;
  auto eager = compute(2);
  (void)eager;
  co_return 0;
}

task<int> onlyLookedAt() {
  auto pending = load(1); // want: the task in 'pending' is looked at, but never awaited, so it never runs
  if (pending)
    co_return 1;
  auto other = load(2); // want: 'other' is looked at
  use(other.done());
  auto third = load(3); // want: 'third'
  third;
  co_return 0;
}

task<int> eagerUnused() {
  auto running = compute(1); // want: the task in 'running' is never awaited: nobody waits for it, and its error is lost
  co_return 0;
}

task<int> assigned() {
  task<int> pending;
  pending = load(1); // want: the task in 'pending' is never awaited, so it never runs
  co_return 0;
}

task<int> earlyReturn(int row) {
  auto pending = load(row); // want: the task in 'pending' isn't awaited on every path: on one it never runs
  if (cached(row))
    co_return lookup(row);
  co_return co_await pending;
}

task<int> oneBranch(int row) {
  auto pending = load(row); // want: isn't awaited on every path
  int value = 0;
  if (cached(row))
    value = co_await pending;
  co_return value;
}

task<int> thrownBetween(int row) {
  auto pending = load(row); // want: isn't awaited on every path
  if (!cached(row))
    throw row;
  co_return co_await pending;
}

task<int> eagerEarlyReturn(int row) {
  auto pending = compute(row); // want: isn't awaited on every path: on one nobody waits for it, and its error is lost
  if (cached(row))
    co_return lookup(row);
  co_return co_await pending;
}

task<int> skippedByContinue(int rows) {
  int sum = 0;
  for (int row = 0; row < rows; ++row) {
    auto pending = load(row); // want: isn't awaited on every path
    if (cached(row))
      continue;
    sum += co_await pending;
  }
  co_return sum;
}

task<int> inSwitch(int kind) {
  auto pending = load(kind); // want: isn't awaited on every path
  switch (kind) {
  case 1:
    co_return co_await pending;
  case 2:
    break;
  }
  co_return 0;
}

// ---- Silent ----

task<int> awaitedLater(int row) {
  auto pending = load(row);
  use(row);
  co_return co_await pending;
}

task<int> singleShot() {
  auto pending = fetch(1);
  co_return co_await std::move(pending);
}

task<int> eitherBranch(int row) {
  auto pending = load(row);
  if (cached(row))
    co_return 1 + co_await pending;
  co_return co_await pending;
}

task<int> endsElsewhere(int row) {
  auto pending = load(row);
  if (!cached(row))
    fail();
  co_return co_await pending;
}

task<int> awaitsMayThrow(int row) {
  auto pending = load(row);
  co_await save(row);
  co_return co_await pending;
}

task<int> askedFirst(int row) {
  auto pending = load(row);
  if (pending)
    co_return co_await pending;
  co_return 0;
}

task<int> inLoop(int rows) {
  auto pending = load(1);
  int sum = 0;
  for (int row = 0; row < rows; ++row)
    sum += co_await pending;
  co_return sum;
}

task<int> captured() {
  auto pending = load(1);
  auto run = [&]() -> task<int> { co_return co_await pending; };
  co_return co_await run();
}

task<int> refilled(int rows) {
  auto pending = load(0);
  for (int row = 1; row < rows; ++row) {
    use(co_await pending);
    pending = load(row);
  }
  co_return 0;
}

void keep(task<int> work);
void look(const task<int> &work);

void handedOn() {
  auto moved = load(1);
  keep(std::move(moved));
  auto shown = load(2);
  look(shown);
  auto started = save(3);
  started.start();
}

task<int> returned() {
  auto pending = load(1);
  return pending;
}

#define CHECK_OR_RETURN(x)                                                                                                                                                                            \
  if (!(x))                                                                                                                                                                                            \
  co_return 0

task<int> assertionsBetween(int row) {
  auto pending = load(row);
  CHECK_OR_RETURN(cached(row));
  co_return co_await pending;
}

task<int> memberOf(int row) {
  static auto shared = load(row);
  co_return co_await shared;
}

// ---- The other half of a promise, and a task that is asked how it ended ------------------------------------------------

template <class T> struct promise_of {
  job<T> get_future();
  void set_value(T value);
};
bool sends(promise_of<int> answer);
void log_line(const char *text);
job<int> ask_server() {
  promise_of<int> answer;
  auto given = answer.get_future();
  if (!sends(std::move(answer)))
    co_return 0;
  co_return co_await given;
}
struct [[nodiscard]] starting : job<int> {
  using job::job;
  bool hasResult() const;
};
starting start_server();
void starts() {
  auto start = start_server();
  if (start.hasResult())
    log_line("didn't start");
}
