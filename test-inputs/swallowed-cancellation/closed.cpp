// Endless loops over a socket that somebody closes: each further operation on it fails at once.
#include <boost/asio.hpp>
#include <iostream>
#include <memory>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;

awaitable<void> serve(tcp::socket socket);
void log(const std::string &text);

class server {
public:
  explicit server(asio::io_context &context) : acceptor_(context), peer_(context), own_(context) {}

  void stop() {
    acceptor_.close();
    error_code ignored;
    peer_.close(ignored);
  }

  awaitable<void> catches() {
    for (;;) {
      try {
        auto socket = co_await acceptor_.async_accept(use_awaitable); // want: the loop goes on when 'acceptor_' is closed: each 'async_accept' fails at once
        asio::co_spawn(acceptor_.get_executor(), serve(std::move(socket)), [](std::exception_ptr error) {
          if (error)
            log("a session failed");
        });
      } catch (const std::exception &error) {
        log(error.what());
      }
    }
  }
  awaitable<void> goes_on() {
    while (true) {
      try {
        co_await serve(co_await acceptor_.async_accept(use_awaitable)); // want: the loop goes on when 'acceptor_' is closed
      } catch (const boost::system::system_error &error) {
        std::cerr << error.what() << '\n';
        continue;
      }
    }
  }
  awaitable<void> takes_the_code() {
    while (true) {
      error_code error;
      auto socket = co_await acceptor_.async_accept(asio::redirect_error(use_awaitable, error)); // want: the loop goes on when 'acceptor_' is closed
      if (error) {
        log(error.message());
        continue;
      }
      co_await serve(std::move(socket));
    }
  }
  awaitable<void> takes_a_tuple() {
    for (;;) {
      auto [error, socket] = co_await acceptor_.async_accept(asio::as_tuple(use_awaitable)); // want: the loop goes on when 'acceptor_' is closed
      if (!error)
        co_await serve(std::move(socket));
      else
        log(error.message());
    }
  }
  awaitable<void> reads() {
    char data[64];
    for (;;) {
      try {
        auto size = co_await asio::async_read(peer_, asio::buffer(data), use_awaitable); // want: the loop goes on when 'peer_' is closed: each 'async_read' fails at once
        std::cout.write(data, static_cast<std::streamsize>(size));
      } catch (const std::exception &error) {
        log(error.what());
      }
    }
  }

  // ---- Silent: it ends, it asks, it opens again, or nobody closes it

  awaitable<void> leaves() {
    for (;;) {
      try {
        co_await serve(co_await acceptor_.async_accept(use_awaitable));
      } catch (const std::exception &error) {
        log(error.what());
        break;
      }
    }
  }
  awaitable<void> asks() {
    for (;;) {
      if (!acceptor_.is_open())
        break;
      try {
        co_await serve(co_await acceptor_.async_accept(use_awaitable));
      } catch (const std::exception &error) {
        log(error.what());
      }
    }
  }
  awaitable<void> while_open() {
    while (acceptor_.is_open()) {
      error_code error;
      auto socket = co_await acceptor_.async_accept(asio::redirect_error(use_awaitable, error));
      if (!error)
        co_await serve(std::move(socket));
    }
  }
  awaitable<void> knows() {
    for (;;) {
      auto [error, socket] = co_await acceptor_.async_accept(asio::as_tuple(use_awaitable));
      if (error == asio::error::operation_aborted)
        co_return;
      if (!error)
        co_await serve(std::move(socket));
    }
  }
  awaitable<void> opens_again(tcp::endpoint to) {
    char data[64];
    for (;;) {
      try {
        if (!connected_)
          co_await peer_.async_connect(to, use_awaitable);
        connected_ = true;
        co_await asio::async_read(peer_, asio::buffer(data), use_awaitable);
      } catch (const std::exception &error) {
        log(error.what());
        connected_ = false;
      }
    }
  }
  awaitable<void> nobody_closes() {
    for (;;) {
      try {
        co_await serve(co_await own_.async_accept(use_awaitable));
      } catch (const std::exception &error) {
        log(error.what());
      }
    }
  }
  awaitable<void> lets_it_out() {
    for (;;)
      co_await serve(co_await acceptor_.async_accept(use_awaitable));
  }

private:
  tcp::acceptor acceptor_;
  tcp::socket peer_;
  tcp::acceptor own_;
  bool connected_ = false;
};

/// Who closes it stops everything: nobody runs the loop any more.
class program {
public:
  void stop() {
    acceptor_.close();
    context_.stop();
  }
  awaitable<void> run() {
    for (;;) {
      try {
        co_await serve(co_await acceptor_.async_accept(use_awaitable));
      } catch (const std::exception &error) {
        log(error.what());
      }
    }
  }

private:
  asio::io_context context_;
  tcp::acceptor acceptor_{context_};
};

/// It closes it itself, and opens it again.
class client : public std::enable_shared_from_this<client> {
public:
  awaitable<void> run(tcp::endpoint to) {
    for (;;) {
      try {
        socket_ = tcp::socket(socket_.get_executor());
        co_await socket_.async_connect(to, use_awaitable);
        char data[64];
        co_await socket_.async_read_some(asio::buffer(data), use_awaitable);
      } catch (const std::exception &error) {
        log(error.what());
      }
    }
  }
  ~client() { socket_.close(); }

private:
  tcp::socket socket_;
};

/// Through a pointer, and through the object that is kept alive.
class session : public std::enable_shared_from_this<session> {
public:
  void close() { socket_->close(); }
  awaitable<void> run() {
    auto self = shared_from_this();
    for (;;) {
      char data[64];
      try {
        co_await self->socket_->async_read_some(asio::buffer(data), use_awaitable); // want: the loop goes on when 'socket_' is closed
      } catch (const std::exception &error) {
        log(error.what());
      }
    }
  }

private:
  std::unique_ptr<tcp::socket> socket_;
};
