// Guards of libraries, and what belongs to a thread besides locks.
#include <QCoro/QCoroTask>
#include <QtCore/QMutex>
#include <QtCore/QMutexLocker>
#include <async_simple/coro/Lazy.h>
#include <async_simple/coro/SpinLock.h>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/task.hpp>
#include <folly/Synchronized.h>
#include <folly/coro/Mutex.h>
#include <folly/coro/Task.h>
#include <kj/async.h>
#include <kj/mutex.h>
#include <mutex>
#include <seastar/core/coroutine.hh>
#include <seastar/core/semaphore.hh>
#include <seastar/util/critical_alloc_section.hh>
#include <winrt/base.h>

QCoro::Task<int> ask();
folly::coro::Task<void> flush(int);
seastar::future<> write_block();
kj::Promise<void> evaluate(int);
cppcoro::task<> store();
async_simple::coro::Lazy<void> step();

QCoro::Task<> locker(QMutex *mutex) {
  QMutexLocker guard(mutex);
  co_await ask(); // want: 'guard' stays locked
}
QCoro::Task<> unlocked(QMutex *mutex) {
  QMutexLocker guard(mutex);
  guard.unlock();
  co_await ask();
}
folly::coro::Task<void> synchronized(folly::Synchronized<int> &value) {
  auto locked = value.wlock();
  co_await flush(*locked); // want: 'locked' stays locked
}
folly::coro::Task<void> temporary(folly::Synchronized<int> &value) {
  co_await flush(*value.rlock()); // want: this temporary 'LockedPtr' stays locked
}
folly::coro::Task<void> copied(folly::Synchronized<int> &value) {
  int copy = *value.rlock();
  co_await flush(copy);
}
folly::coro::Task<void> coroutine_mutex(folly::coro::Mutex &mutex) {
  std::unique_lock<folly::coro::Mutex> held = co_await mutex.co_scoped_lock();
  co_await flush(1);
}
seastar::future<> allocates() {
  seastar::memory::scoped_critical_alloc_section critical;
  co_await write_block(); // want: 'critical' belongs to this thread
}
seastar::future<> semaphore(seastar::semaphore &free) {
  auto units = co_await seastar::get_units(free, 1);
  co_await write_block();
}
kj::Promise<void> guarded(const kj::MutexGuarded<int> &value) {
  auto locked = value.lockExclusive();
  co_await evaluate(*locked); // want: 'locked' belongs to this thread
}
winrt::Windows::Foundation::IAsyncAction slim(winrt::slim_mutex &mutex) {
  winrt::slim_lock_guard guard(mutex);
  co_await winrt::resume_background(); // want: 'guard' belongs to this thread
}
cppcoro::task<> async_lock(cppcoro::async_mutex &mutex) {
  auto held = co_await mutex.scoped_lock_async();
  co_await store();
}
async_simple::coro::Lazy<void> spin(async_simple::coro::SpinLock &lock) {
  auto held = co_await lock.coScopedLock();
  co_await step();
}
