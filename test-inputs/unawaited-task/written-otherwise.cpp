// The same bugs, written as an argument of a macro or with a variable in between.
#include "task.h"

#define STATEMENT(...) __VA_ARGS__
#define LEAVE_UNLESS(condition)                                                                                                  \
  if (!(condition))                                                                                                              \
  co_return 0

struct Uncancellable {};
task<int> load(int row);
task<void> save(int row);
bool cached(int row);
job<void> flush(int row);
job<void> flush(Uncancellable, int row);

/// What the user wrote is found where it stands, not where the macro begins.
task<void> in_an_argument() {
  STATEMENT(auto each = [](int row) {
    save(row); // want: the task returned by 'save' is never awaited
  };
  each(1);)
  co_return;
}

/// The user's own `co_return` in an argument ends a path; one that a macro makes doesn't.
task<int> leaves(int row) {
  auto pending = load(row); // want: the task in 'pending' isn't awaited on every path
  if (cached(row)) {
    STATEMENT(co_return row;)
  }
  co_return co_await pending;
}
task<int> asserts(int row) {
  auto pending = load(row);
  LEAVE_UNLESS(cached(row));
  co_return co_await pending;
}

/// What may be left alone may be kept in a variable that nobody asks.
task<void> keeps() {
  auto marked = flush(Uncancellable(), 1);
  auto unmarked = flush(2); // want: the task in 'unmarked' is never awaited: nobody waits for it
  co_await save(1);
}
