// Names everything of Cap'n Proto's kj that checks/models/kj.yaml models.
#include <capnp/capability.h>
#include <kj/async-io.h>
#include <kj/async.h>
#include <kj/mutex.h>
#include <kj/thread.h>
#include <kj/timer.h>

kj::Promise<int> number();
kj::Promise<void> work();
using RemotePromise = capnp::RemotePromise<int>;

kj::Promise<int> tasks(kj::TaskSet &set, kj::Array<kj::Promise<void>> many, kj::Array<kj::Promise<int>> racers, kj::Timer &timer) {
  kj::ForkedPromise<void> fork = work().fork();
  if (fork.hasBranches())
    set.add(fork.addBranch());
  work().detach([](kj::Exception &&) {});
  co_await kj::joinPromises(kj::mv(many));
  co_await kj::joinPromisesFailFast(kj::mv(many));
  co_await kj::raceSuccessful(kj::mv(racers));
  co_await work().exclusiveJoin(work());
  co_await work().then([] {}, [](kj::Exception &&) {});
  co_await work().catch_([](kj::Exception &&) {});
  co_await work().eagerlyEvaluate([](kj::Exception &&) {});
  co_await timer.timeoutAfter(1 * kj::SECONDS, work());
  co_await timer.timeoutAt(timer.now(), work());
  co_await kj::evalNow([] { return work(); });
  co_await kj::evalLater([] { return work(); });
  co_await kj::evalLast([] { return work(); });
  co_await kj::retryOnDisconnect([] { return work(); });
  co_await kj::coCapture([] { return work(); })();
  co_await timer.afterDelay(1 * kj::MICROSECONDS);
  co_return co_await number();
}

void blocks(kj::WaitScope &scope, kj::EventLoop &loop, const kj::Executor &executor, kj::MutexGuarded<int> &value) {
  number().wait(scope);
  scope.poll();
  loop.run();
  executor.executeSync([] { return 1; });
  kj::Locked<int> locked = value.lockExclusive();
  locked.wait([](int) { return true; });
  locked.release();
  value.when([](int) { return true; }, [](int &) { return 1; });
  kj::Thread thread([] {});
  kj::runCatchingExceptions([] {});
}

kj::Promise<void> network(kj::Network &network, kj::NetworkAddress &address, kj::AsyncIoStream &stream, capnp::Request<int, int> request) {
  co_await network.parseAddress("a");
  co_await address.connect();
  kj::AsyncInputStream &in = stream;
  co_await in.read(nullptr, 1, 1);
  co_await in.tryRead(nullptr, 1, 1);
  co_await stream.write(kj::ArrayPtr<const kj::byte>(nullptr, 0));
  RemotePromise call = request.send();
  co_await kj::mv(call);
}

bool cancelled() try {
  throw kj::CanceledException();
} catch (const kj::CanceledException &) {
  return true;
}

struct Errors final : public kj::TaskSet::ErrorHandler {
  void taskFailed(kj::Exception &&exception) override;
};
