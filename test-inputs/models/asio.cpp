// Names everything of Asio that checks/models/asio.yaml models, in Boost.Asio; asio-standalone.cpp does it in Asio itself.
#ifdef STANDALONE_ASIO
#include <asio.hpp>
#include <asio/experimental/as_single.hpp>
#include <asio/experimental/as_tuple.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/experimental/channel.hpp>
#include <asio/experimental/concurrent_channel.hpp>
#include <asio/experimental/co_spawn.hpp>
#include <asio/experimental/coro.hpp>
#include <asio/experimental/deferred.hpp>
#include <asio/experimental/parallel_group.hpp>
#include <asio/experimental/promise.hpp>
#include <asio/ssl.hpp>
namespace net = asio;
using error_code = asio::error_code;
#else
#include <boost/asio.hpp>
#include <boost/asio/experimental/as_single.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/concurrent_channel.hpp>
#include <boost/asio/experimental/co_spawn.hpp>
#include <boost/asio/experimental/coro.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/experimental/promise.hpp>
#include <boost/asio/experimental/use_promise.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/system/result.hpp>
#if __has_include(<boost/asio/cancel_after.hpp>)
#include <boost/asio/cancel_after.hpp>
#include <boost/asio/cancel_at.hpp>
#endif
namespace net = boost::asio;
using error_code = boost::system::error_code;
#endif
#include <string>

using namespace std::chrono_literals;
using net::ip::tcp;
using net::ip::udp;

net::awaitable<int> number();
net::awaitable<void> work();
net::experimental::coro<void, int> chunk(net::any_io_executor) { co_return 1; }

void starts(net::io_context &io) {
  net::co_spawn(io, work(), net::detached);
  net::co_spawn(io, number(), [](std::exception_ptr error, int) {
    if (error)
      std::rethrow_exception(error);
  });
  net::detached_t token;
  net::co_spawn(io, [] { return work(); }, token);
  net::experimental::co_spawn(chunk(io.get_executor()), [](std::exception_ptr, int) {});
}

net::awaitable<void> states() {
  co_await net::this_coro::reset_cancellation_state(net::enable_total_cancellation());
  co_await net::this_coro::throw_if_cancelled(false);
  net::this_coro::executor_t own;
  co_await own;
  net::this_coro::cancellation_state_t state;
  co_await state;
}

using one_channel = net::experimental::basic_channel<net::any_io_executor, net::experimental::channel_traits<>, void(error_code, int)>;
using shared_channel = net::experimental::basic_concurrent_channel<net::any_io_executor, net::experimental::channel_traits<>, void(error_code, int)>;
net::awaitable<void> messages(one_channel &one, shared_channel &shared) {
  co_await one.async_send(error_code(), 1, net::use_awaitable);
  co_await shared.async_receive(net::use_awaitable);
}

net::awaitable<void> singles(net::steady_timer &timer) {
  net::experimental::as_single_t<net::use_awaitable_t<>> single = net::experimental::as_single(net::use_awaitable);
  co_await timer.async_wait(single);
}

void blocksForOne(net::io_context &io) {
  io.run_one_for(1s);
  io.run_one_until(std::chrono::steady_clock::now());
}
#ifndef STANDALONE_ASIO
bool asks(boost::system::result<int> result) { return result.has_value(); }
#endif

void packets(net::generic::seq_packet_protocol::socket &socket) {
  char data[1];
  net::socket_base::message_flags flags = 0;
  socket.async_receive(net::buffer(data), flags, [](error_code, std::size_t) {});
  socket.async_send(net::buffer(data), flags, [](error_code, std::size_t) {});
}
void conditions() {
  net::experimental::wait_for_one one;
  net::experimental::wait_for_one_success success;
  net::experimental::wait_for_one_error error;
}

net::awaitable<void> timers(net::steady_timer &timer, net::signal_set &signals) {
  timer.wait();
  timer.async_wait([](error_code) {});
  signals.async_wait([](error_code, int) {});
#ifdef STANDALONE_ASIO
  auto packaged = timer.async_wait(net::experimental::deferred);
  auto promise = timer.async_wait(net::experimental::use_promise);
#else
  auto packaged = timer.async_wait(net::deferred);
  auto promise = timer.async_wait(net::experimental::use_promise);
  if (promise.completed())
    co_return;
  auto [plain] = co_await timer.async_wait(net::as_tuple(net::use_awaitable));
  auto [typed] = co_await timer.async_wait(net::as_tuple_t<net::use_awaitable_t<>>(net::use_awaitable));
  if (plain || typed)
    co_return;
#endif
  std::move(packaged)([](error_code) {});
  error_code error;
  co_await timer.async_wait(net::redirect_error(net::use_awaitable, error));
  co_await timer.async_wait(net::redirect_error_t<net::use_awaitable_t<>>(net::use_awaitable, error));
  auto [early] = co_await timer.async_wait(net::experimental::as_tuple(net::use_awaitable));
  auto [other] = co_await timer.async_wait(net::experimental::as_tuple_t<net::use_awaitable_t<>>(net::use_awaitable));
  if (error || early || other)
    throw std::runtime_error(error.message());
  net::cancellation_signal signal;
  timer.async_wait(net::bind_cancellation_slot(signal.slot(), [](error_code) {}));
  net::post(co_await net::this_coro::executor, [] {});
  net::dispatch(co_await net::this_coro::executor, [] {});
  net::defer(co_await net::this_coro::executor, [] {});
#if __has_include(<boost/asio/cancel_after.hpp>) && !defined(STANDALONE_ASIO)
  co_await timer.async_wait(net::cancel_after(1s, net::use_awaitable));
  co_await timer.async_wait(net::cancel_at(std::chrono::steady_clock::now(), net::use_awaitable));
#endif
}

net::awaitable<void> groups(net::steady_timer &timer) {
  using namespace net::experimental::awaitable_operators;
  co_await (number() && number());
  co_await (number() || number());
#ifdef STANDALONE_ASIO
  net::experimental::make_parallel_group(timer.async_wait(net::experimental::deferred), timer.async_wait(net::experimental::deferred))
      .async_wait(net::experimental::wait_for_all(), [](auto &&...) {});
#else
  net::experimental::make_parallel_group(timer.async_wait(net::deferred), timer.async_wait(net::deferred))
      .async_wait(net::experimental::wait_for_all(), [](auto &&...) {});
#endif
}

void blocks(tcp::socket &stream, udp::socket &datagram, tcp::acceptor &acceptor, tcp::resolver &resolver, net::serial_port &serial,
            net::ssl::stream<tcp::socket> &secure, net::io_context &io, net::thread_pool &pool, std::string text) {
  udp::endpoint sender;
  auto out = net::buffer(text);
  auto in = net::buffer(text);
  auto found = resolver.resolve("a", "b");
  stream.connect(*found.begin());
  stream.wait(tcp::socket::wait_read);
  acceptor.accept();
  acceptor.async_accept([](error_code, tcp::socket) {});
  stream.read_some(in);
  stream.write_some(out);
  stream.receive(in);
  stream.send(out);
  datagram.receive(in);
  datagram.receive_from(in, sender);
  datagram.send(out);
  datagram.send_to(out, sender);
  serial.read_some(in);
  serial.write_some(out);
  secure.handshake(net::ssl::stream_base::client);
  secure.read_some(in);
  secure.write_some(out);
  secure.shutdown();
  net::connect(stream, found);
  net::read(stream, in);
  net::read_until(stream, net::dynamic_buffer(text), '\n');
  net::write(stream, out);
  io.run();
  io.run_one();
  io.run_for(1s);
  io.run_until(std::chrono::steady_clock::now());
  pool.join();
  pool.wait();
}

net::awaitable<void> network(tcp::socket &stream, udp::socket &datagram, tcp::resolver &resolver, net::ssl::stream<tcp::socket> &secure,
                             std::string text) {
  udp::endpoint sender;
  auto found = co_await resolver.async_resolve("a", "b", net::use_awaitable);
  co_await net::async_connect(stream, found, net::use_awaitable);
  co_await net::async_read(stream, net::buffer(text), net::use_awaitable);
  co_await net::async_read_until(stream, net::dynamic_buffer(text), '\n', net::use_awaitable);
  co_await net::async_write(stream, net::buffer(text), net::use_awaitable);
  co_await stream.async_connect(*found.begin(), net::use_awaitable);
  co_await stream.async_read_some(net::buffer(text), net::use_awaitable);
  co_await stream.async_write_some(net::buffer(text), net::use_awaitable);
  co_await stream.async_receive(net::buffer(text), net::use_awaitable);
  co_await stream.async_send(net::buffer(text), net::use_awaitable);
  co_await datagram.async_receive(net::buffer(text), net::use_awaitable);
  co_await datagram.async_receive_from(net::buffer(text), sender, net::use_awaitable);
  co_await datagram.async_send(net::buffer(text), net::use_awaitable);
  co_await datagram.async_send_to(net::buffer(text), sender, net::use_awaitable);
  co_await secure.async_handshake(net::ssl::stream_base::client, net::use_awaitable);
  co_await secure.async_read_some(net::buffer(text), net::use_awaitable);
  co_await secure.async_write_some(net::buffer(text), net::use_awaitable);
  co_await secure.async_shutdown(net::use_awaitable);
}
