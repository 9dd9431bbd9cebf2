// Boost.Asio: the real headers.
#include <atomic>
#include <boost/asio.hpp>
#include <chrono>
#include <future>
#include <string>
#include <thread>

namespace net = boost::asio;
using net::ip::tcp;
using namespace std::chrono_literals;
net::awaitable<int> compute(int n);

net::awaitable<void> sleeps(std::chrono::seconds pause, std::chrono::duration<double> fine) {
  std::this_thread::sleep_for(pause);                          // want: 'sleep_for'
  std::this_thread::sleep_for(std::chrono::milliseconds(250)); // want: 'sleep_for'
  std::this_thread::sleep_for(fine);                           // want: 'sleep_for'
  if (pause > 1s)
    std::this_thread::sleep_for(2 * pause);                    // want: 'sleep_for'
  co_return;
}

net::awaitable<int> waits() {
  auto executor = co_await net::this_coro::executor;
  int one = net::co_spawn(executor, compute(1), net::use_future).get(); // want: 'get' blocks the thread
  auto future = net::co_spawn(executor, compute(1), net::use_future);
  future.wait(); // want: 'wait'
  co_return one;
}

net::awaitable<std::size_t> synchronous(tcp::socket socket, tcp::acceptor &acceptor, std::string host) {
  tcp::resolver resolver(co_await net::this_coro::executor);
  auto found = resolver.resolve(host, "443");              // want: 'resolve' is blocking I/O
  net::connect(socket, found);                             // want: 'connect' is blocking I/O
  char data[64];
  std::size_t n = socket.read_some(net::buffer(data));     // want: 'read_some'
  n += net::write(socket, net::buffer(data, n));           // want: 'write'
  boost::system::error_code ec;
  n += net::read(socket, net::buffer(data), ec);           // want: 'read'
  tcp::socket peer = acceptor.accept();                    // want: 'accept'
  n += acceptor.accept().available();                      // want: 'accept'
  net::steady_timer timer(socket.get_executor(), 1s);
  timer.wait();                                            // want: 'wait' blocks the thread: no other coroutine
  co_return n;
}

net::awaitable<void> loops(net::io_context &other, net::thread_pool &pool) {
  other.run();     // want: 'run' runs an event loop inside of this coroutine
  other.run_one(); // want: 'run_one'
  other.run_for(1s); // want: 'run_for'
  pool.join();     // want: 'join'
  co_return;
}

// ---- Silent --------------------------------------------------------------------------------------------------------

net::awaitable<void> asynchronous(tcp::socket socket) {
  char data[64];
  std::size_t n = co_await socket.async_read_some(net::buffer(data), net::use_awaitable);
  co_await net::async_write(socket, net::buffer(data, n), net::use_awaitable);
  socket.shutdown(tcp::socket::shutdown_send);
  socket.close();
  net::steady_timer sleep(socket.get_executor(), 5ms);
  co_await sleep.async_wait(net::use_awaitable);
}

/// Waits until the socket is ready; what follows doesn't block.
net::awaitable<std::size_t> reactor(tcp::socket socket) {
  co_await socket.async_wait(tcp::socket::wait_read, net::use_awaitable);
  char data[64];
  co_return socket.read_some(net::buffer(data));
}

net::awaitable<std::size_t> not_blocking(tcp::socket &socket) {
  socket.non_blocking(true);
  char data[64];
  boost::system::error_code ec;
  co_return socket.read_some(net::buffer(data), ec);
}

net::awaitable<void> behind_a_hop(net::thread_pool &pool) {
  co_await net::post(pool, net::use_awaitable);
  std::this_thread::sleep_for(1s);
}

// A loop that spins is no work for a pool either: it takes a whole core.
net::awaitable<void> spins_behind_a_hop(net::thread_pool &pool, const std::atomic<bool> &ready) {
  co_await net::post(pool, net::use_awaitable);
  while (!ready) { // want: this loop spins
  }
}

net::awaitable<void> in_a_pool(net::thread_pool &pool) {
  net::post(pool, [] { std::this_thread::sleep_for(1s); });
  co_return;
}

net::awaitable<int> on_a_pool(net::thread_pool &pool) {
  co_await net::co_spawn(
      pool.get_executor(),
      []() -> net::awaitable<void> {
        std::this_thread::sleep_for(1s);
        co_return;
      },
      net::use_awaitable);
  co_return co_await net::co_spawn(
      pool,
      []() -> net::awaitable<int> {
        std::this_thread::sleep_for(1s);
        co_return 1;
      },
      net::use_awaitable);
}
net::awaitable<void> on_the_loop(net::io_context &context) {
  co_await net::co_spawn(
      context,
      []() -> net::awaitable<void> {
        std::this_thread::sleep_for(1s); // want: 'sleep_for'
        co_return;
      },
      net::use_awaitable);
}

void starts(net::io_context &context) {
  net::co_spawn(context, asynchronous(tcp::socket(context)), net::detached);
  context.run();
}

/// A datagram is handed to the system and gone.
net::awaitable<void> datagrams(net::ip::udp::socket socket, net::ip::udp::endpoint peer) {
  socket.connect(peer);
  socket.send(net::buffer("x"));
  co_await socket.async_send_to(net::buffer("x"), peer, net::use_awaitable);
}
net::awaitable<void> datagrams_behind_a_pointer(std::shared_ptr<net::ip::udp::socket> socket, net::ip::udp::endpoint peer) {
  socket->connect(peer);
  co_await socket->async_send(net::buffer("x"), net::use_awaitable);
}

// ---- On a pool by name ---------------------------------------------------------------------------------------------

net::awaitable<int> reads_a_file() {
  std::this_thread::sleep_for(1s);
  co_return 1;
}
net::awaitable<int> reads_another(int) {
  std::this_thread::sleep_for(1s);
  co_return 1;
}
net::awaitable<int> used_in_two_ways() {
  std::this_thread::sleep_for(1s); // want: 'sleep_for'
  co_return 1;
}
net::awaitable<int> on_a_context() {
  std::this_thread::sleep_for(1s); // want: 'sleep_for'
  co_return 1;
}
net::awaitable<int> never_started() {
  std::this_thread::sleep_for(1s); // want: 'sleep_for'
  co_return 1;
}
struct loader {
  net::awaitable<void> load() {
    std::this_thread::sleep_for(1s);
    co_return;
  }
};
net::awaitable<void> spawns(net::io_context &context, net::thread_pool &pool, loader &one) {
  co_await net::co_spawn(pool, reads_a_file, net::use_awaitable);
  co_await net::co_spawn(pool, reads_another(1), net::use_awaitable);
  co_await net::co_spawn(pool.get_executor(), reads_another(2), net::use_awaitable);
  co_await net::co_spawn(pool, one.load(), net::use_awaitable);
  co_await net::co_spawn(pool, used_in_two_ways(), net::use_awaitable);
  co_await used_in_two_ways();
  co_await net::co_spawn(context, on_a_context(), net::use_awaitable);
}
