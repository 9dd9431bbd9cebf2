// Results that are no errors by their type, but that others test.
#include "task.h"

task<bool> save(int row);
task<bool> remember(int row);
task<bool> forget(int row);
enum class change { none, some };
task<change> apply(int row);
void use(int value);

task<bool> tests() {
  if (!co_await save(1))
    co_return false;
  const bool saved = co_await save(2);
  if (co_await apply(1) == change::none)
    use(1);
  const change made = co_await apply(2);
  if (co_await remember(1))
    use(1);
  co_return saved && made == change::some;
}
task<void> drops() {
  co_await save(3);  // want: the result of 'save' is dropped, which others test: a failure goes unseen
  co_await apply(3); // want: the result of 'apply' is dropped
}

// ---- Silent: dropped as often, tested once, dropped on purpose ---------------------------------------------------------

task<void> drops_as_others_do() {
  co_await forget(1);
  co_await forget(2);
  co_await remember(2);
  (void)co_await save(4);
}
task<void> tests_what_is_dropped() {
  if (co_await forget(3))
    use(1);
  if (co_await forget(4))
    use(2);
}
