// What each library's spawner does with an exception, against declarations with their true names.
#include <async_simple/coro/Lazy.h>
#include <concurrencpp/concurrencpp.h>
#include <coro/coro.hpp>
#include <coro/io_scheduler.hpp>
#include <coro/task_container.hpp>
#include <coro/task_group.hpp>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/task.hpp>
#include <drogon/drogon.h>
#include <folly/coro/AsyncScope.h>
#include <folly/coro/Invoke.h>
#include <folly/coro/Task.h>
#include <folly/executors/GlobalExecutor.h>
#include <folly/futures/Future.h>
#include <kj/async.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <winrt/base.h>

void log_failure(std::exception_ptr error);

namespace folly_user {
folly::coro::Task<void> replicate();
void log_done();
folly::coro::Task<void> promises() noexcept;
folly::coro::Task<void> waits_for(folly::coro::Task<void> other) { co_await std::move(other); }
folly::SemiFuture<int> ask();
void starts(folly::coro::AsyncScope &scope) {
  auto executor = folly::getGlobalCPUExecutor();
  folly::coro::co_withExecutor(executor, replicate()).start([](folly::Try<void> &&) {}); // want: the handler of 'replicate' ignores its error
  folly::coro::co_withExecutor(executor, replicate()).start([](auto &&) {});             // want: the handler of 'replicate' ignores its error
  folly::coro::co_withExecutor(executor, replicate()).start([](folly::Try<void> &&) { log_done(); }); // want: the handler of 'replicate' ignores its error
  folly::futures::detachOn(executor, ask()); // want: an exception of 'ask' is discarded behind 'detachOn'
  (void)ask();                               // want: nobody waits for 'ask'
  folly::coro::co_withExecutor(executor, replicate()).start(); // want: an exception of 'replicate' is discarded behind 'start'
  auto kept = folly::coro::co_withExecutor(executor, replicate()).start();
  folly::coro::co_withExecutor(executor, replicate()).start([](folly::Try<void> &&done) {
    if (done.hasException())
      log_failure(done.exception().to_exception_ptr());
  });
  scope.add(folly::coro::co_withExecutor(executor, replicate()));
  folly::coro::co_withExecutor(executor, folly::coro::co_invoke([]() -> folly::coro::Task<void> { co_await replicate(); })).start(); // want: an exception of the lambda is discarded behind 'start'
  folly::coro::co_withExecutor(executor, folly::coro::co_invoke([]() -> folly::coro::Task<void> {
                                 try {
                                   co_await replicate();
                                 } catch (...) {
                                   log_failure(std::current_exception());
                                 }
                               })).start();
  folly::coro::co_withExecutor(executor, folly::coro::co_invoke([]() -> folly::coro::Task<void> { co_await folly::coro::co_safe_point; })).start();
  folly::coro::co_withExecutor(executor, promises()).start();
  folly::coro::co_withExecutor(executor, waits_for(replicate())).start(); // want: an exception of 'replicate' is discarded behind 'start'
  folly::coro::co_withExecutor(executor, waits_for(folly::coro::makeTask())).start(); // want: an exception of 'waits_for' is discarded behind 'start'
}
} // namespace folly_user

namespace seastar_user {
seastar::future<> flush();
seastar::future<> careful() {
  try {
    co_await flush();
  } catch (...) {
    log_failure(std::current_exception());
  }
}
void starts(seastar::gate &gate) {
  (void)flush();                                            // want: nobody waits for 'flush': when it fails, only a line in the log tells
  (void)seastar::with_gate(gate, [] { return flush(); });   // want: nobody waits for the lambda
  std::ignore = flush();                                    // want: nobody waits for 'flush'
  (void)flush().finally([] {});                             // want: nobody waits for
  (void)careful();
  (void)seastar::with_gate(gate, [] { return flush().handle_exception([](std::exception_ptr error) { log_failure(error); }); });
  (void)flush().handle_exception([](std::exception_ptr error) { log_failure(error); });
  (void)flush().then_wrapped([](seastar::future<> done) {
    if (done.failed())
      log_failure(done.get_exception());
  });
}
} // namespace seastar_user

namespace libcoro_user {
coro::task<void> reindex();
coro::task<void> careful() {
  try {
    co_await reindex();
  } catch (const std::exception &e) {
    log_failure(std::current_exception());
  }
}
void starts(std::unique_ptr<coro::thread_pool> &pool, coro::scheduler &scheduler, coro::task_container<coro::scheduler> &container) {
  pool->spawn_detached(reindex());     // want: an exception of 'reindex' is discarded behind 'spawn_detached'
  pool->spawn(reindex());              // want: an exception of 'reindex' is discarded behind 'spawn'
  scheduler.spawn_detached(reindex()); // want: an exception of 'reindex' is discarded behind 'spawn_detached'
  container.start(reindex());          // want: an exception of 'reindex' is discarded behind 'start'
  pool->spawn_detached(careful());
  pool->spawn_detached([]() -> coro::task<void> { co_await careful(); }());
  pool->spawn_detached([]() -> coro::task<void> { co_await reindex(); }()); // want: an exception of the lambda is discarded behind 'spawn_detached'
}
} // namespace libcoro_user

namespace cppcoro_user {
cppcoro::task<> work();
void starts(cppcoro::async_scope &scope) {
  scope.spawn(work()); // want: an exception of 'work' ends the process: nobody can catch it behind 'spawn'
}
} // namespace cppcoro_user

namespace concurrencpp_user {
concurrencpp::result<int> query();
concurrencpp::null_result update(concurrencpp::executor_tag, std::shared_ptr<concurrencpp::thread_pool_executor>) { // want: nobody can await 'update': an exception that leaves it is discarded
  co_await query();
}
concurrencpp::null_result careful() {
  try {
    co_await query();
  } catch (...) {
    log_failure(std::current_exception());
  }
}
void starts() {
  (void)query(); // want: nobody waits for 'query'
}
} // namespace concurrencpp_user

namespace async_simple_user {
async_simple::coro::Lazy<int> probe();
void starts(async_simple::Executor *executor) {
  probe().start([](auto &&) {});                       // want: the handler of 'probe' ignores its error
  probe().start([](async_simple::Try<int> &&) {});     // want: the handler of 'probe' ignores its error
  probe().via(executor).detach();                      // want: an exception of 'probe' ends the process
  probe().start([](async_simple::Try<int> &&result) {
    if (result.hasError())
      log_failure(result.getException());
  });
}
} // namespace async_simple_user

namespace drogon_user {
drogon::Task<int> authorize();
void starts() {
  drogon::async_run([]() -> drogon::Task<> { co_await authorize(); }); // want: an exception of the lambda ends the process
  drogon::async_run([]() -> drogon::Task<> {
    try {
      co_await authorize();
    } catch (...) {
      log_failure(std::current_exception());
    }
  });
}
drogon::AsyncTask handle() { // want: nobody can await 'handle': an exception that leaves it ends the process
  co_await authorize();
}
} // namespace drogon_user

namespace kj_user {
kj::Promise<void> drain();
class quiet final : public kj::TaskSet::ErrorHandler {
  void taskFailed(kj::Exception &&) override {} // want: 'taskFailed' ignores the error that it is given
};
class loud final : public kj::TaskSet::ErrorHandler {
  kj::String last;
  void taskFailed(kj::Exception &&error) override { last = kj::str(error); }
};
void starts(kj::TaskSet &tasks) {
  drain().detach([](kj::Exception &&) {});                                 // want: the handler of 'drain' ignores its error
  drain().detach([](kj::Exception &&error) { kj::throwFatalException(kj::mv(error)); });
  tasks.add(drain());
}
} // namespace kj_user

namespace winrt_user {
namespace wf = winrt::Windows::Foundation;
wf::IAsyncAction load();
winrt::fire_and_forget clicked() { // want: nobody can await 'clicked': an exception that leaves it ends the process
  co_await load();
}
winrt::fire_and_forget careful() {
  try {
    co_await load();
  } catch (...) {
    log_failure(std::current_exception());
  }
}
void starts() {
  (void)load(); // want: nobody waits for 'load'
  clicked();
}
} // namespace winrt_user
