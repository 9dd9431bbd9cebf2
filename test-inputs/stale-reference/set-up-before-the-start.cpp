// What a function sets up before it has the work started, by way of another function, doesn't change meanwhile.
#include "task.h"
#include <boost/asio.hpp>
#include <memory>

namespace net = boost::asio;

struct slots {
  bool take();
  void give();
};
net::awaitable<int> accepted(net::io_context &from);

class server {
public:
  void start() {
    slots_ = std::make_unique<slots>();
    schedule();
  }
  void stop() { schedule(); }

private:
  void schedule() {
    net::co_spawn(context_, [this]() -> net::awaitable<void> { co_await accept(); }, net::detached);
  }
  net::awaitable<void> accept() {
    for (;;) {
      slots *free = slots_.get();
      const int socket = co_await accepted(context_);
      if (socket == 0 || !free->take())
        co_return;
    }
  }
  net::io_context context_;
  std::unique_ptr<slots> slots_;
};

/// What is set up anew behind it may be while the other runs.
class changing {
public:
  void start() {
    slots_ = std::make_unique<slots>();
    schedule();
  }
  void resize() { slots_ = std::make_unique<slots>(); }

private:
  void schedule() {
    net::co_spawn(context_, [this]() -> net::awaitable<void> { co_await accept(); }, net::detached);
  }
  net::awaitable<void> accept() {
    slots *free = slots_.get();
    const int socket = co_await accepted(context_);
    if (socket != 0)
      free->give(); // want: 'free' may refer to nothing after the suspension: 'resize' changes 'slots_'
  }
  net::io_context context_;
  std::unique_ptr<slots> slots_;
};
