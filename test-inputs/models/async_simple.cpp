// Names everything of async_simple that checks/models/async_simple.yaml models.
#include <async_simple/Future.h>
#include <async_simple/coro/Collect.h>
#include <async_simple/coro/Dispatch.h>
#include <async_simple/coro/FutureAwaiter.h>
#include <async_simple/coro/Generator.h>
#include <async_simple/coro/Lazy.h>
#include <async_simple/coro/Mutex.h>
#include <async_simple/coro/Semaphore.h>
#include <async_simple/coro/SharedMutex.h>
#include <async_simple/coro/Sleep.h>
#include <async_simple/coro/SpinLock.h>
#include <async_simple/coro/SyncAwait.h>
#include <vector>

using namespace async_simple::coro;

Lazy<int> number();
Lazy<> work();
async_simple::Future<int> future();
Generator<int> numbers();
using Detached = detail::DetachedCoroutine;

void starts(async_simple::Executor *executor) {
  auto look = [](async_simple::Try<int> &&result) { result.value(); };
  number().start(look);
  number().directlyStart(look, executor);
  RescheduleLazy<int> bound = number().via(executor);
  bound.start(look);
  number().via(executor).detach();
  Detached detached;
  (void)detached;
}

Lazy<int> awaits(std::vector<Lazy<int>> many, async_simple::Executor *executor) {
  if (number().isReady() || number().getExecutor())
    co_return 0;
  async_simple::Try<int> result = co_await number().coAwaitTry();
  if (result.hasError())
    std::rethrow_exception(result.getException());
  (void)number().via(executor).coAwaitTry();
  co_await collectAll(number(), number());
  co_await collectAllPara(std::move(many));
  co_await collectAllWindowed(2, false, std::move(many));
  co_await collectAllWindowedPara(2, false, std::move(many));
  detail::CollectAnyResult<int> any = co_await collectAny(std::move(many));
  if (any.hasError())
    std::rethrow_exception(any.getException());
  co_await sleep(std::chrono::seconds(1));
  co_await dispatch(executor);
  for (int value : numbers())
    (void)value;
  co_return syncAwait(number());
}

void futures() {
  if (!future().valid() || !future().hasResult())
    future().wait();
  future().get();
  future().thenTry([](async_simple::Try<int> &&) { return 1; }).thenValue([](int) { return 1; });
  future().setContinuation([](async_simple::Try<int> &&) {});
}

Lazy<> locks(Mutex &mutex, SpinLock &spin, SharedMutex &shared, CountingSemaphore<> &semaphore) {
  co_await mutex.coLock();
  mutex.unlock();
  co_await spin.coLock();
  spin.unlock();
  SharedMutexBase<SpinLock> &base = shared;
  co_await base.coLock();
  co_await base.unlock();
  co_await base.coLockShared();
  co_await base.unlockShared();
  co_await semaphore.acquire();
  co_await semaphore.release();
  ScopedSpinLock guard(spin);
}

bool cancelled(std::exception_ptr error) try {
  std::rethrow_exception(error);
} catch (const async_simple::SignalException &) {
  return true;
}
