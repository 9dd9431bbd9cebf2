// Each library's own waits and sleeps, against declarations with their true names.
#include <async_simple/Future.h>
#include <async_simple/coro/Dispatch.h>
#include <async_simple/coro/Lazy.h>
#include <async_simple/coro/SyncAwait.h>
#include <chrono>
#include <concurrencpp/concurrencpp.h>
#include <coro/coro.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <drogon/drogon.h>
#include <drogon/orm/DbClient.h>
#include <kj/async.h>
#include <memory>
#include <thread>
#include <trantor/net/EventLoop.h>
#include <wil/coroutine.h>
#include <winrt/base.h>

using namespace std::chrono_literals;

namespace cppcoro_user {
cppcoro::task<int> depth();
cppcoro::task<int> waits(cppcoro::io_service &io) {
  std::this_thread::sleep_for(5ms);          // want: 'sleep_for'
  io.process_events();                       // want: 'process_events' runs an event loop
  co_return cppcoro::sync_wait(depth()) + 1; // want: 'sync_wait'
}
cppcoro::task<> without_service() {
  std::this_thread::sleep_for(5ms); // want: 'sleep_for'
  co_return;
}
cppcoro::task<> on_a_pool(cppcoro::static_thread_pool &pool) {
  co_await pool.schedule();
  std::this_thread::sleep_for(5ms);
}
} // namespace cppcoro_user

namespace libcoro_user {
coro::task<long> hash(int block);
coro::task<bool> waits(std::unique_ptr<coro::scheduler> &scheduler, coro::thread_pool *pool) {
  std::this_thread::sleep_for(5ms); // want: 'sleep_for'
  scheduler->process_events();      // want: 'process_events'
  co_await pool->schedule();
  // The pool's threads may all wait here for tasks that need one.
  long h = coro::sync_wait(hash(1)); // want: 'sync_wait'
  std::this_thread::sleep_for(5ms);
  co_return h != 0;
}
struct server {
  std::shared_ptr<coro::scheduler> scheduler;
  coro::task<void> run() {
    std::this_thread::sleep_for(5ms); // want: 'sleep_for'
    co_return;
  }
};
} // namespace libcoro_user

namespace concurrencpp_user {
concurrencpp::result<int> query();
concurrencpp::result<int> waits(std::shared_ptr<concurrencpp::manual_executor> executor) {
  int n = query().get(); // want: 'get' blocks the thread until the task is done
  auto kept = query();
  kept.wait();           // want: 'wait'
  executor->wait_for_task(); // want: 'wait_for_task'
  auto done = query();
  auto resolved = co_await done.resolve();
  co_return n + resolved.get();
}
concurrencpp::result<void> behind_a_hop(std::shared_ptr<concurrencpp::thread_executor> background) {
  co_await concurrencpp::resume_on(background);
  std::this_thread::sleep_for(5ms);
}
concurrencpp::result<void> handed_to_a_pool(std::shared_ptr<concurrencpp::thread_executor> background) {
  co_await background->submit([] { std::this_thread::sleep_for(5ms); });
  background->submit([]() -> concurrencpp::result<void> {
    std::this_thread::sleep_for(5ms);
    co_return;
  });
}
} // namespace concurrencpp_user

namespace async_simple_user {
async_simple::coro::Lazy<int> probe();
async_simple::coro::Lazy<int> waits(async_simple::Future<int> answer) {
  std::this_thread::sleep_for(5ms); // want: 'sleep_for'
  answer.wait();                    // want: 'wait'
  co_return async_simple::coro::syncAwait(probe()); // want: 'syncAwait'
}
async_simple::coro::Lazy<> behind_a_hop(async_simple::Executor *executor) {
  co_await async_simple::coro::dispatch(executor);
  std::this_thread::sleep_for(5ms);
}
} // namespace async_simple_user

namespace drogon_user {
drogon::Task<int> quota(int user);
drogon::Task<bool> asks_a_server(drogon::HttpClientPtr client, drogon::HttpRequestPtr request) {
  auto [result, response] = client->sendRequest(request); // want: 'sendRequest' is blocking I/O
  client->sendRequest(request, [](drogon::ReqResult, const drogon::HttpResponsePtr &) {});
  co_return response != nullptr;
}
drogon::Task<bool> waits(drogon::orm::DbClientPtr database, trantor::EventLoop *loop) {
  std::this_thread::sleep_for(5ms);          // want: 'sleep_for'
  database->execSqlSync("select 1");         // want: 'execSqlSync' waits for the database
  loop->loop();                              // want: 'loop' runs an event loop
  co_return drogon::sync_wait(quota(1)) > 0; // want: 'sync_wait'
}
drogon::Task<size_t> counts(drogon::orm::DbClientPtr database) {
  drogon::orm::CoroMapper<int> awaited(database);
  co_await awaited.findByPrimaryKey(1);
  drogon::orm::Mapper<int> mapper(database);
  mapper.count({}, [](const size_t) {}, [](const drogon::orm::DrogonDbException &) {});
  co_return mapper.count(); // want: 'count'
}
} // namespace drogon_user

namespace kj_user {
kj::Promise<int> version();
kj::Promise<bool> waits(kj::WaitScope *scope) {
  int v = version().wait(*scope); // want: 'wait' blocks the thread until the task is done
  co_return v > 3;
}
} // namespace kj_user

namespace winrt_user {
namespace wf = winrt::Windows::Foundation;
wf::IAsyncOperation<int> load();
wf::IAsyncAction waits() {
  std::this_thread::sleep_for(5ms); // want: 'sleep_for'
  int n = load().get();             // want: 'get'
  (void)n;
  co_await winrt::resume_background();
  std::this_thread::sleep_for(5ms);
}
} // namespace winrt_user
