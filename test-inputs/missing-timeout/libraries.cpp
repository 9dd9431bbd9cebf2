// Awaits of the network with libraries whose functions take the limit themselves, or have a function for it.
#include <coro/coro.hpp>
#include <cppcoro/net/socket.hpp>
#include <cppcoro/task.hpp>
#include <drogon/drogon.h>
#include <folly/coro/Task.h>
#include <folly/coro/Timeout.h>
#include <folly/io/coro/Transport.h>
#include <kj/async-io.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/with_timeout.hh>
#include <seastar/net/api.hh>
#include <seastar/net/dns.hh>
using namespace std::chrono_literals;

// A time as parameter: left out, zero, given.
coro::task<void> polls(coro::scheduler *scheduler, int file, std::chrono::milliseconds limit) {
  co_await scheduler->poll(file, coro::poll_op::read);       // want: nothing limits how long 'poll' waits
  co_await scheduler->poll(file, coro::poll_op::read, 0ms);  // want: nothing limits how long 'poll' waits
  co_await scheduler->poll(file, coro::poll_op::read, 10ms);
  co_await scheduler->poll(file, coro::poll_op::read, limit);
}
coro::task<void> hops_first(coro::scheduler *scheduler, int file) {
  co_await scheduler->schedule();
  co_await scheduler->poll(file, coro::poll_op::write); // want: nothing limits how long 'poll' waits
}
coro::task<void> connects(coro::net::tcp::client &client) {
  co_await client.connect(); // want: 'connect'
  co_await client.connect(5s);
}
drogon::Task<void> asks(drogon::HttpClientPtr client, drogon::HttpRequestPtr request) {
  co_await client->sendRequestCoro(request); // want: 'sendRequestCoro'
  co_await client->sendRequestCoro(request, 0); // want: 'sendRequestCoro'
  co_await client->sendRequestCoro(request, 2.5);
}

// A token as parameter.
cppcoro::task<> receives(cppcoro::net::socket &socket, void *buffer, const cppcoro::net::ip_endpoint &to, cppcoro::cancellation_token stop) {
  co_await socket.recv(buffer, 1); // want: 'recv'
  co_await socket.connect(to); // want: 'connect'
  co_await socket.connect(to, stop);
}

// A function around it.
seastar::future<> connected(seastar::socket_address to) {
  auto socket = co_await seastar::connect(to); // want: 'connect'
  auto other = co_await seastar::with_timeout(seastar::lowres_clock::now() + 1s, seastar::connect(to));
}
folly::coro::Task<size_t> transport(folly::coro::Transport &from, unsigned char *into) {
  co_return co_await from.read(into, 100ms);
}
kj::Promise<void> streams(kj::AsyncInputStream &from, kj::Timer &timer, void *buffer) {
  co_await from.read(buffer, 1, 1); // want: 'read'
  co_await timer.timeoutAfter(1 * kj::SECONDS, from.read(buffer, 1, 1));
}

// An operation of a stream that awaits another one's: who awaits it knows what stands behind.
class decorated {
  kj::AsyncInputStream &inner_;
  kj::AsyncOutputStream &sink_;

  kj::Promise<size_t> tryRead(void *buffer, size_t least, size_t most) { co_return co_await inner_.tryRead(buffer, least, most); }
  kj::Promise<void> writeBody(kj::ArrayPtr<const kj::byte> bytes) { co_await sink_.write(bytes); }
  kj::Promise<size_t> answers(void *buffer) {
    co_return co_await inner_.tryRead(buffer, 1, 1); // want: 'tryRead'
  }
};
