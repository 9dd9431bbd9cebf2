#include <chrono>
#include <folly/Subprocess.h>
#include <folly/coro/Baton.h>
#include <folly/coro/BlockingWait.h>
#include <folly/coro/Task.h>
#include <folly/futures/Future.h>
#include <folly/io/async/EventBase.h>
#include <folly/synchronization/Baton.h>
#include <folly/synchronization/Latch.h>
#include <folly/synchronization/LifoSem.h>
#include <thread>
#include <unistd.h>

folly::coro::Task<int> fetch();
folly::SemiFuture<int> ask();

folly::coro::Task<void> sleeps() {
  /* sleep override */ std::this_thread::sleep_for(std::chrono::milliseconds(5)); // want: 'sleep_for'
  ::sleep(3);    // want: 'sleep'
  usleep(300);   // want: 'usleep'
  co_return;
}

folly::coro::Task<int> waits(folly::Future<int> given) {
  int n = folly::coro::blockingWait(fetch()); // want: 'folly::coro::blockingWait' blocks the thread until the task is done
  n += ask().get();                           // want: 'get'
  n += std::move(given).get();                // want: 'get'
  auto kept = ask();
  kept.wait();                                // want: 'wait'
  co_return n;
}

folly::coro::Task<void> primitives(folly::Baton<> &baton, folly::Latch &latch, folly::LifoSem &semaphore, folly::EventBase &loop, folly::Subprocess &child) {
  baton.wait();               // want: 'wait'
  latch.wait();               // want: 'wait'
  latch.arrive_and_wait();    // want: 'arrive_and_wait'
  semaphore.wait();           // want: 'wait'
  loop.loopOnce();            // want: 'loopOnce' runs an event loop
  loop.loopForever();         // want: 'loopForever'
  loop.runInEventBaseThreadAndWait([] {}); // want: 'runInEventBaseThreadAndWait'
  child.wait();               // want: 'wait' waits for a child process
  child.communicate();        // want: 'communicate'
  child.waitTimeout(std::chrono::milliseconds(0));
  co_return;
}

folly::coro::Task<int> silent(folly::SemiFuture<int> given, folly::coro::Baton &baton) {
  co_await baton;
  if (given.isReady())
    co_return std::move(given).get();
  co_return co_await std::move(given);
}
