// What a function shows of its caller's content is lent for the call: work that it leaves behind may use it when it is gone.
#include <boost/asio.hpp>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace net = boost::asio;
using net::awaitable;
struct log_line;

awaitable<void> resolve(std::string host);
awaitable<void> deliver(std::string host, std::string text);

awaitable<void> send_view(std::string host, std::string_view text) {
  co_await resolve(host);
  co_await deliver(host, std::string(text));
}
awaitable<void> send_span(std::string host, std::span<const char> bytes) {
  co_await resolve(host);
  co_await deliver(host, std::string(bytes.data(), bytes.size()));
}
awaitable<void> send_reference(std::string host, const std::string &text) {
  co_await resolve(host);
  co_await deliver(host, text);
}
awaitable<void> send_copy(std::string host, std::string text) {
  co_await resolve(host);
  co_await deliver(host, std::move(text));
}
awaitable<void> send_at_once(std::string host, std::string_view text) {
  std::string own(text);
  co_await resolve(host);
  co_await deliver(host, std::move(own));
}
awaitable<void> serve(net::ip::tcp::acceptor &acceptor) {
  for (;;) {
    auto peer = co_await acceptor.async_accept(net::use_awaitable);
    co_await resolve(std::to_string(peer.native_handle()));
  }
}

struct server {
  net::any_io_executor executor_;

  void on_text(const std::string &host, const std::string &text) {
    net::co_spawn(executor_, send_reference(host, text), report); // want: 'text' shows what only the caller keeps, and the task of 'send_reference' may use it when that is gone
  }
  void on_view(const std::string &host, std::string_view text) {
    net::co_spawn(executor_, send_view(host, text), report); // want: 'text' shows what only the caller keeps
  }
  void on_string(const std::string &host, const std::string &text) {
    net::co_spawn(executor_, send_view(host, text), report); // want: 'text' shows what only the caller keeps
  }
  void on_bytes(const std::string &host, const std::vector<char> &bytes) {
    net::co_spawn(executor_, send_span(host, std::span<const char>(bytes)), report); // want: 'bytes' shows what only the caller keeps
  }
  void on_span(const std::string &host, std::span<const char> bytes) {
    net::co_spawn(executor_, send_span(host, bytes), report); // want: 'bytes' shows what only the caller keeps
  }

  // Copies, and what is looked at before the first suspension of work that begins at once.
  void on_copy(const std::string &host, const std::string &text) {
    net::co_spawn(executor_, send_copy(host, text), report);
  }
  void on_own(std::string host, std::string text) {
    net::co_spawn(executor_, send_copy(std::move(host), std::move(text)), report);
  }
  void on_shared(const std::string &host, const std::shared_ptr<const std::string> &text) {
    net::co_spawn(executor_,
                  [](std::string host, std::shared_ptr<const std::string> text) -> awaitable<void> {
                    co_await resolve(host);
                    co_await deliver(host, *text);
                  }(host, text),
                  report);
  }
  // An object that isn't content lives as long as its program says.
  void on_start(net::ip::tcp::acceptor &acceptor) {
    net::co_spawn(executor_, serve(acceptor), report);
  }

  static void report(std::exception_ptr);
};

// Whoever waits lends no longer than it takes.
void waits(net::io_context &context, const std::string &text) {
  net::co_spawn(context, send_reference("a", text), server::report);
  context.run();
}
awaitable<void> awaits(const std::string &text) { co_await send_reference("a", text); }
awaitable<void> hands_on(const std::string &text) { return send_reference("a", text); }
