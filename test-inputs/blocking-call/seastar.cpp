#include <chrono>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/thread.hh>
#include <seastar/core/when_all.hh>
#include <seastar/coroutine/as_future.hh>
#include <thread>

seastar::future<int> ask(int peer);

seastar::future<int> waits(int peer, seastar::future<int> given) {
  std::this_thread::sleep_for(std::chrono::milliseconds(5)); // want: 'sleep_for'
  int n = ask(peer).get();                                   // want: 'get' blocks the thread until the task is done
  auto kept = ask(peer);
  n += kept.get();                                           // want: 'get'
  n += std::move(given).get();                               // want: 'get'
  co_return n;
}

/// What was awaited is there.
seastar::future<int> ready(int peer) {
  auto [one, other] = co_await seastar::when_all(ask(peer), ask(peer));
  int n = one.get() + other.get();
  auto result = co_await seastar::coroutine::as_future(ask(peer));
  n += result.get();
  auto kept = ask(peer);
  if (kept.available())
    n += kept.get();
  if (!kept.failed())
    n += kept.get();
  co_return n;
}

/// In a seastar thread, and in a continuation, get() doesn't block the reactor.
seastar::future<> elsewhere(int peer) {
  co_await seastar::async([peer] { ask(peer).get(); });
  co_await ask(peer).then_wrapped([](seastar::future<int> done) -> seastar::future<> {
    done.get();
    co_return;
  });
}
