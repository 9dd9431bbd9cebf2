// Names everything of folly that checks/models/folly.yaml models.
#include <folly/Expected.h>
#include <folly/FileUtil.h>
#include <folly/Subprocess.h>
#include <folly/Synchronized.h>
#include <folly/coro/AsyncGenerator.h>
#include <folly/coro/AsyncScope.h>
#include <folly/coro/BlockingWait.h>
#include <folly/coro/Collect.h>
#include <folly/coro/FutureUtil.h>
#include <folly/coro/Generator.h>
#include <folly/coro/Invoke.h>
#include <folly/coro/Mutex.h>
#include <folly/coro/Promise.h>
#include <folly/coro/Retry.h>
#include <folly/coro/SharedMutex.h>
#include <folly/coro/Sleep.h>
#include <folly/coro/TimedWait.h>
#include <folly/coro/Timeout.h>
#include <folly/coro/ValueOrError.h>
#include <folly/coro/WithCancellation.h>
#include <folly/coro/safe/SafeTask.h>
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <folly/io/async/EventBase.h>
#include <folly/synchronization/LifoSem.h>
#include <folly/io/coro/Transport.h>
#include <folly/synchronization/Baton.h>
#include <folly/synchronization/Latch.h>
#include <vector>

using namespace std::chrono_literals;
namespace coro = folly::coro;

coro::Task<int> number();
coro::Task<void> work();
folly::SemiFuture<int> semi();
folly::Future<int> future();
coro::AsyncGenerator<int> stream();
coro::Generator<int> numbers();
coro::now_task<int> now();
coro::value_task<int> safe();
using TaskOnExecutor = coro::TaskWithExecutor<int>;
using NowOnExecutor = coro::now_task_with_executor<int>;
using SafeOnExecutor = coro::safe_task_with_executor<folly::safe_alias::maybe_value, int>;

coro::Task<void> tasks(folly::Executor::KeepAlive<> executor) {
  coro::TaskWithExecutor<int> bound = coro::co_withExecutor(executor, number());
  co_await std::move(bound);
  co_await now();
  co_await safe();
  auto [promise, result] = coro::makePromiseContract<int>();
  if (!result.isReady())
    co_await std::move(result);
  co_await stream().next();
  for (int value : numbers())
    (void)value;
}

void starts(folly::Executor::KeepAlive<> executor) {
  coro::co_withExecutor(executor, work()).start([](folly::Try<void> &&) {});
  coro::co_withExecutor(executor, work()).startInlineUnsafe([](folly::Try<void> &&) {});
  coro::toFuture(number(), executor).get();
  folly::futures::detachOn(executor, semi());
  folly::futures::detachOnGlobalCPUExecutor(semi());
  folly::futures::maybeDetachOnGlobalExecutorAfter(1s, semi());
}

coro::Task<void> scopes(folly::Executor::KeepAlive<> executor, coro::AsyncScope &scope, coro::CancellableAsyncScope &cancellable) {
  scope.add(coro::co_withExecutor(executor, work()));
  scope.addWithSourceLoc(coro::co_withExecutor(executor, work()));
  co_await scope.joinAsync();
  co_await scope.cleanup();
  cancellable.add(coro::co_withExecutor(executor, work()));
  cancellable.addWithSourceLoc(coro::co_withExecutor(executor, work()));
  co_await cancellable.co_schedule(work());
  co_await cancellable.joinAsync();
  co_await cancellable.cancelAndJoinAsync();
}

coro::Task<void> aggregates(std::vector<coro::Task<int>> many, std::vector<folly::SemiFuture<int>> futures) {
  co_await coro::collectAll(number(), work());
  co_await coro::collectAllTry(number(), work());
  co_await coro::collectAllRange(std::move(many));
  co_await coro::collectAllTryRange(std::move(many));
  co_await coro::collectAllWindowed(std::move(many), 2);
  co_await coro::collectAllTryWindowed(std::move(many), 2);
  co_await coro::collectAny(number(), number());
  co_await coro::collectAnyWithoutException(number(), number());
  co_await coro::collectAnyNoDiscard(number(), number());
  co_await coro::collectAnyRange(std::move(many));
  co_await coro::collectAnyWithoutExceptionRange(std::move(many));
  co_await coro::collectAnyNoDiscardRange(std::move(many));
  co_await folly::collectAll(futures.begin(), futures.end());
  co_await folly::collect(semi(), semi());
  co_await folly::collectAny(futures.begin(), futures.end());
  co_await folly::collectAnyWithoutException(futures.begin(), futures.end());
}

void blocks(folly::Baton<> &baton, folly::Latch &latch, folly::CPUThreadPoolExecutor &pool, folly::EventBase &loop,
            folly::Subprocess &child, std::vector<char> &buffer, folly::DrivableExecutor *driver) {
  coro::blockingWait(number());
  coro::blocking_wait(number());
  semi().get();
  semi().getTry();
  semi().wait();
  future().get();
  future().getTry();
  future().getVia(nullptr);
  future().wait();
  auto kept = future();
  kept.waitVia(nullptr);
  (void)driver;
  baton.wait();
  (void)baton.try_wait_for(1s);
  (void)baton.timed_wait(1s);
  folly::LifoSem().wait();
  (void)baton.try_wait_until(std::chrono::steady_clock::now());
  latch.wait();
  latch.arrive_and_wait();
  pool.join();
  loop.loop();
  loop.loopOnce();
  loop.loopForever();
  loop.runInEventBaseThreadAndWait([] {});
  loop.runImmediatelyOrRunInEventBaseThreadAndWait([] {});
  child.wait();
  child.waitChecked();
  child.waitTimeout(1s);
  child.communicate();
  folly::readFile("a", buffer);
  folly::writeFile(buffer, "a");
  folly::writeFileAtomic("a", "b");
}

void offloads(folly::Executor::KeepAlive<> executor, folly::CPUThreadPoolExecutor &pool, folly::EventBase &loop) {
  folly::via(executor, [] {});
  executor->add([] {});
  pool.add([] {});
  loop.runInLoop([] {});
  loop.runInEventBaseThread([] {});
}

coro::Task<void> errors(folly::Expected<int, int> expected) {
  folly::Try<int> attempt = co_await coro::co_awaitTry(number());
  if (attempt.hasException())
    attempt.exception().throw_exception();
  attempt.throwUnlessValue();
  attempt.value();
  attempt.tryGetExceptionObject<folly::FutureCancellation>();
  attempt.withException<folly::FutureCancellation>([](auto &) {});
  folly::result<int> result = co_await coro::value_or_error(number());
  (void)co_await coro::value_or_error_or_stopped(number());
  if (result.has_stopped())
    (void)result.value_or_throw();
  if (expected.hasError())
    throw expected.error();
}

folly::SemiFuture<folly::Unit> chains() {
  auto first = future().thenValue([](int) { return 1; }).thenValueInline([](int) { return 1; });
  auto second = std::move(first).thenTry([](folly::Try<int> &&) { return 1; }).thenTryInline([](folly::Try<int> &&) { return 1; });
  future().thenErrorInline([](folly::exception_wrapper &&) { return 1; });
  auto third = std::move(second).thenError([](folly::exception_wrapper &&) { return 1; }).ensure([] {}).within(1s);
  auto fourth = std::move(third).onTimeout(1s, [] { return 1; }).semi();
  auto fifth = std::move(fourth).defer([](folly::Try<int> &&) { return 1; }).deferValue([](int) { return 1; });
  return std::move(fifth).deferError([](folly::exception_wrapper &&) { return 1; }).deferEnsure([] {}).within(1s).unit();
}

coro::Task<int> locks(coro::Mutex &mutex, coro::SharedMutex &shared, folly::Synchronized<int> &value) {
  co_await mutex.co_lock();
  mutex.unlock();
  co_await shared.co_lock();
  shared.unlock();
  co_await shared.co_lock_shared();
  shared.unlock_shared();
  coro::SharedLock<coro::SharedMutexFair> reader = co_await shared.co_scoped_lock_shared();
  coro::UpgradeLock<coro::SharedMutexFair> upgrade = co_await shared.co_scoped_lock_upgrade();
  folly::Synchronized<int>::LockedPtr writer = value.wlock();
  folly::Synchronized<int>::ConstLockedPtr other = std::as_const(value).rlock();
  value.withWLock([](int &) {});
  value.withRLock([](const int &) {});
  value.withLock([](int &) {});
  co_return *writer;
}

coro::Task<void> waits(coro::TransportIf &transport, coro::Transport &socket, folly::EventBase *loop, folly::CancellationToken token) {
  co_await transport.read(nullptr, 1s);
  co_await transport.write(nullptr);
  co_await socket.read(nullptr, 1s);
  co_await socket.write(nullptr);
  co_await coro::Transport::newConnectedSocket(loop, "a", 1s);
  co_await coro::timeout(number(), 1s);
  co_await coro::timeoutNoDiscard(number(), 1s);
  co_await coro::timed_wait(number(), 1s);
  co_await coro::co_withCancellation(token, number());
  co_await coro::co_invoke([]() -> coro::Task<int> { co_return 1; });
  co_await coro::retryN(3, [] { return number(); });
  co_await coro::retryWhen([] { return number(); }, [](folly::exception_wrapper &&) { return work(); });
  co_await coro::retryWithExponentialBackoff(3, 1s, 2s, 0.5, [] { return number(); });
  co_await coro::sleep(1s);
  const coro::co_safe_point_t &here = coro::co_safe_point;
  co_await here;
}

bool cancelled(std::exception_ptr error) try {
  std::rethrow_exception(error);
} catch (const folly::OperationCancelled &) {
  return true;
} catch (const folly::FutureCancellation &) {
  return true;
}
