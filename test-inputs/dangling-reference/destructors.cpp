// A destructor that tells work to stop, and doesn't wait until it has.
#include <atomic>
#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <memory>
#include <string>
#include <thread>

using namespace boost::asio;
using namespace std::chrono_literals;

class poller {
public:
  explicit poller(io_context &context) : context_(context), timer_(context) {}
  ~poller() { running_ = false; }
  void start() {
    co_spawn(context_, poll(), detached); // want: 'this' may be destroyed while this runs in the background: '~poller' doesn't wait for it
  }

private:
  awaitable<void> poll() {
    while (running_) {
      timer_.expires_after(1s);
      co_await timer_.async_wait(use_awaitable);
    }
  }
  io_context &context_;
  steady_timer timer_;
  bool running_ = true;
};

class reader {
public:
  explicit reader(ip::tcp::socket socket) : socket_(std::move(socket)) {
    co_spawn(socket_.get_executor(), [this]() -> awaitable<void> { // want: 'this' may be destroyed while this runs in the background: '~reader' doesn't wait for it
      for (;;) {
        boost::system::error_code error;
        co_await socket_.async_read_some(buffer(data_), redirect_error(use_awaitable, error));
        if (error) {
          failures_++;
          co_return;
        }
      }
    }, detached);
  }
  ~reader() { stop(); }

private:
  void stop() {
    boost::system::error_code ignored;
    socket_.close(ignored);
  }
  ip::tcp::socket socket_;
  char data_[100];
  int failures_ = 0;
};

class catcher {
public:
  explicit catcher(ip::tcp::socket socket) : socket_(std::move(socket)) {}
  ~catcher() { socket_.cancel(); }
  void start() {
    co_spawn(socket_.get_executor(), run(), detached); // want: '~catcher' doesn't wait for it
  }

private:
  awaitable<void> run() {
    try {
      co_await socket_.async_read_some(buffer(data_), use_awaitable);
    } catch (const std::exception &error) {
      message_ = error.what();
    }
  }
  ip::tcp::socket socket_;
  char data_[100];
  std::string message_;
};

class with_flag {
public:
  explicit with_flag(io_context &context) : timer_(context) {}
  ~with_flag() { stopped_.store(true); }
  void start() {
    co_spawn(timer_.get_executor(), run(), detached); // want: '~with_flag' doesn't wait for it
  }

private:
  awaitable<void> run() {
    while (!stopped_)
      co_await timer_.async_wait(use_awaitable);
  }
  std::atomic<bool> stopped_{false};
  steady_timer timer_;
};

// Nothing is used when the wait ends by an exception.
class unwinds {
public:
  explicit unwinds(ip::tcp::socket socket) : socket_(std::move(socket)) {}
  ~unwinds() { socket_.close(); }
  void start() { co_spawn(socket_.get_executor(), run(), detached); }

private:
  awaitable<void> run() {
    for (;;)
      co_await socket_.async_read_some(buffer(data_), use_awaitable);
  }
  ip::tcp::socket socket_;
  char data_[100];
};

// The executor ends first, and the coroutine with it.
class owns_context {
public:
  ~owns_context() { running_ = false; }
  void start() { co_spawn(context_, run(), detached); }

private:
  awaitable<void> run() {
    while (running_)
      co_await timer_.async_wait(use_awaitable);
  }
  bool running_ = true;
  io_context context_;
  steady_timer timer_{context_};
};

// Waits.
class joins {
public:
  explicit joins(io_context &context) : context_(context), timer_(context) {}
  ~joins() {
    running_ = false;
    while (!done_)
      std::this_thread::sleep_for(1ms);
  }
  void start() { co_spawn(context_, run(), detached); }

private:
  awaitable<void> run() {
    while (running_)
      co_await timer_.async_wait(use_awaitable);
    done_ = true;
  }
  io_context &context_;
  steady_timer timer_;
  std::atomic<bool> running_{true}, done_{false};
};

// What the coroutine looks at lives as long as it does.
class tells {
public:
  explicit tells(io_context &context) : context_(context), timer_(context) {}
  ~tells() {
    *alive_ = false;
    running_ = false;
  }
  void start() { co_spawn(context_, run(alive_), detached); }

private:
  awaitable<void> run(std::shared_ptr<bool> alive) {
    do
      co_await timer_.async_wait(use_awaitable);
    while (*alive && running_);
  }
  io_context &context_;
  steady_timer timer_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
  bool running_ = true;
};

class of_main {
public:
  explicit of_main(io_context &context) : context_(context), timer_(context) {}
  ~of_main() { running_ = false; }
  void start() { co_spawn(context_, run(), detached); }

private:
  awaitable<void> run() {
    while (running_)
      co_await timer_.async_wait(use_awaitable);
  }
  io_context &context_;
  steady_timer timer_;
  bool running_ = true;
};
int main() {
  io_context context;
  of_main object(context);
  object.start();
  context.run();
}
