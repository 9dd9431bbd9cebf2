// Locks that an await gives and that nobody keeps: they are given back before the next statement.
#include "task.h"
#include <concurrencpp/concurrencpp.h>
#include <memory>
#include <utility>

using concurrencpp::async_lock;
using concurrencpp::executor;
using concurrencpp::result;

void change();

result<void> changes(async_lock &lock, std::shared_ptr<executor> worker) {
  co_await lock.lock(worker); // want: the 'scoped_async_lock' that 'lock' gives is dropped: what it holds is given back at once
  change();
}

/// A project's own.
class own_guard {
public:
  own_guard(own_guard &&other) noexcept;
  ~own_guard();
};
struct own_mutex {
  task<own_guard> scoped();
  task<> lock();
  void unlock();
};
task<> changes_own(own_mutex &mutex) {
  co_await mutex.scoped(); // want: the 'own_guard' that 'scoped' gives is dropped
  change();
}
task<> changes_under_the_tests(async_mutex &mutex) {
  co_await mutex.acquire(); // want: the 'lock' that 'acquire' gives is dropped
  change();
}

// ---- Silent ----

result<void> keeps(async_lock &lock, std::shared_ptr<executor> worker) {
  auto guard = co_await lock.lock(worker);
  change();
}
task<> keeps_own(own_mutex &mutex) {
  auto guard = co_await mutex.scoped();
  change();
}
task<> by_hand(own_mutex &mutex) {
  co_await mutex.lock();
  change();
  mutex.unlock();
}
