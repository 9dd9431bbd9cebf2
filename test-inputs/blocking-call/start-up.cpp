// What `main` starts reads its files before anything else runs.
#include <boost/asio.hpp>
#include <fstream>
#include <string>

using namespace boost::asio;
awaitable<void> accept_one(ip::tcp::acceptor &acceptor);

static std::string contents(const std::string &file) {
  std::ifstream in(file);
  std::string text;
  std::getline(in, text);
  return text;
}
static awaitable<std::string> settings() {
  std::ifstream in("settings"); // want-low: 'ifstream' is blocking I/O
  std::string text;
  std::getline(in, text);
  co_return text;
}
awaitable<void> server(ip::tcp::acceptor acceptor) {
  auto executor = co_await this_coro::executor;
  const std::string key = contents("key"); // want-low: 'contents' ends in 'ifstream'
  const std::string more = co_await settings();
  for (;;) {
    co_await accept_one(acceptor);
    std::ifstream in("again"); // want: 'ifstream' is blocking I/O
  }
}
awaitable<void> afterwards(ip::tcp::acceptor acceptor) {
  co_await accept_one(acceptor);
  std::ifstream in("afterwards"); // want: 'ifstream' is blocking I/O
}
awaitable<void> for_each_peer() {
  std::ifstream in("peer"); // want: 'ifstream' is blocking I/O
  co_return;
}
awaitable<void> for_others() {
  std::ifstream in("others"); // want: 'ifstream' is blocking I/O
  co_return;
}
static awaitable<void> peers(ip::tcp::acceptor acceptor) {
  for (;;) {
    co_await for_each_peer();
    co_await accept_one(acceptor);
  }
}

static void run(io_context &context) {
  co_spawn(context, server(ip::tcp::acceptor(context)), detached);
  co_spawn(context, afterwards(ip::tcp::acceptor(context)), detached);
}
int main() {
  io_context context;
  run(context);
  co_spawn(context, peers(ip::tcp::acceptor(context)), detached);
  co_spawn(
      context,
      []() -> awaitable<void> {
        std::ifstream in("first"); // want-low: 'ifstream' is blocking I/O
        co_return;
      },
      detached);
  for (int i = 0; i < 3; ++i)
    co_spawn(
        context,
        []() -> awaitable<void> {
          std::ifstream in("several"); // want: 'ifstream' is blocking I/O
          co_return;
        },
        detached);
  context.run();
}
