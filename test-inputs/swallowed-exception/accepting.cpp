// Handlers that end a loop of accepting: every error of it is taken for a stop.
#include "task.h"
#include <list>
#include <optional>
#include <system_error>

struct peer {
  task<int> read();
};
struct listener {
  task<peer> async_accept();
  task<peer> accept(int family);
  void close();
};
void log(const char *text, std::error_code code);
extern const std::error_code aborted;
struct stopped : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class server {
public:
  task<> ends() {
    for (;;) {
      std::optional<peer> one;
      try {
        one.emplace(co_await listener_.async_accept());
      } catch (const std::system_error &) { // want: the error of 'async_accept' ends in this 'catch': nobody learns of it
        co_return;
      }
      peers_.push_back(*one);
    }
  }
  task<> breaks() {
    while (true) {
      try {
        peers_.push_back(co_await listener_.accept(4));
      } catch (std::system_error &e) { // want: the error of 'accept' ends in this 'catch'
        break;
      }
    }
    peers_.clear();
  }

  // ---- silent ----

  task<> asks() {
    for (;;)
      try {
        peers_.push_back(co_await listener_.async_accept());
      } catch (const std::system_error &e) {
        if (e.code() != aborted)
          throw;
        co_return;
      }
  }
  task<> logs() {
    for (;;)
      try {
        peers_.push_back(co_await listener_.async_accept());
      } catch (const std::system_error &e) {
        log("accepting ended", e.code());
        co_return;
      }
  }
  /// Its own type, for this end only.
  task<> stops() {
    for (;;)
      try {
        peers_.push_back(co_await listener_.async_accept());
      } catch (const stopped &) {
        co_return;
      }
  }
  task<> says_why() {
    for (;;)
      try {
        peers_.push_back(co_await listener_.async_accept());
      } catch (const std::system_error &) {
        // The listener was closed, or the process is out of descriptors: the error is seen by whoever asks.
        co_return;
      }
  }
  /// The peer's end is no error of the server.
  task<> reads(peer one) {
    try {
      while (co_await one.read() > 0)
        ;
    } catch (const std::system_error &) {
      co_return;
    }
  }

private:
  listener listener_;
  std::list<peer> peers_;
};
