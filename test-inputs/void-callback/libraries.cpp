// Executors, event loops and signals that call and don't look.
#include <QCoro/QCoroIODevice>
#include <QCoro/QCoroTask>
#include <QCoro/QCoroTimer>
#include <QtCore/QCoreApplication>
#include <QtCore/QTimer>
#include <boost/asio.hpp>
#include <concurrencpp/concurrencpp.h>
#include <folly/coro/Task.h>
#include <folly/io/async/EventBase.h>
#include <trantor/net/EventLoop.h>

namespace net = boost::asio;
net::awaitable<void> tick();
void posts(net::io_context &context) {
  net::post(context, []() -> net::awaitable<void> { co_await tick(); }); // want: 'post' drops the task that this callback returns: it never runs
  net::dispatch(context, tick);                                          // want: 'dispatch' drops the task that 'tick' returns
  net::defer(context, [] { return tick(); });                            // want: 'defer' drops the task
  net::post(context, [&context] { net::co_spawn(context, tick(), net::detached); });
  net::co_spawn(context, tick, net::detached);
}
net::awaitable<void> hops(net::io_context &context) { co_await net::post(context, net::use_awaitable); }

folly::coro::Task<void> replicate();
void loops(folly::EventBase &base, trantor::EventLoop &loop) {
  base.runInLoop([]() -> folly::coro::Task<void> { co_await replicate(); }); // want: 'runInLoop' drops the task
  loop.queueInLoop([] { return replicate(); });                             // want: 'queueInLoop' drops the task
}

concurrencpp::lazy_result<int> query();
void executors(std::shared_ptr<concurrencpp::thread_executor> executor) {
  executor->post([] { return query(); }); // want: 'post' drops the task that this callback returns: it never runs
}

QCoro::Task<int> load();
void signals_and_slots(QTimer *timer) {
  QObject::connect(timer, &QTimer::timeout, timer, []() -> QCoro::Task<> { co_await load(); }); // want: 'connect' drops the task that this callback returns: nobody waits for it, and its error is lost
  QTimer::singleShot(5, []() -> QCoro::Task<> { co_await load(); });                            // want: 'singleShot' drops the task
  QObject::connect(timer, &QTimer::timeout, timer, [] {});
  QObject::connect(timer, &QTimer::timeout, timer, &QTimer::stop);
}

/// What Qt does asynchronously tells of errors by values: no exception can be lost.
QCoro::Task<> waits(QTimer *other, QIODevice *device) {
  co_await *other;
  co_await qCoro(device).readAll();
}
void harmless_slots(QTimer *timer, QIODevice *device) {
  QTimer::singleShot(5, [=]() -> QCoro::Task<> { co_await waits(timer, device); });
}
