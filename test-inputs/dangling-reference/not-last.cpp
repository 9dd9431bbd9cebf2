// What is started over a local where the start isn't the last that its scope does; work over the object of the only handle.
#include <boost/asio.hpp>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace net = boost::asio;
using net::awaitable;
using net::ip::tcp;

awaitable<void> pump(std::string &buffer);
awaitable<void> relay(const std::string &name, int number);
awaitable<void> save(std::string text);
void log(const char *text);
void serve();
void finish_all();

class server {
  net::io_context &io_;
  std::vector<awaitable<void>> pending_;
  std::optional<awaitable<void>> current_;
  int started_ = 0;

  void count() { ++started_; }
  void run_all() { io_.run(); }
  void proceed() { run_all(); }
  void unseen();

public:
  void logs() {
    std::string buffer(1024, 'x');
    net::co_spawn(io_, pump(buffer), net::detached); // want: 'buffer' is destroyed at the end of its scope, but the task of 'pump' still refers to it
    ++started_;
    log("started");
  }
  void counts() {
    std::string buffer(1024, 'x');
    net::co_spawn(io_, pump(buffer), net::detached); // want: 'buffer' is destroyed at the end of its scope
    count();
  }
  void keeps(int id) {
    std::string name = "client-" + std::to_string(id);
    pending_.push_back(relay(name, id)); // want: 'name' is destroyed at the end of its scope
    log("kept");
  }
  void keeps_one(int id) {
    std::string name = "client-" + std::to_string(id);
    current_ = relay(name, id); // want: 'name' is destroyed at the end of its scope
    ++started_;
  }

  // Somebody may wait.
  void runs() {
    std::string buffer(1024, 'x');
    net::co_spawn(io_, pump(buffer), net::detached);
    log("started");
    io_.run();
  }
  void runs_elsewhere() {
    std::string buffer(1024, 'x');
    net::co_spawn(io_, pump(buffer), net::detached);
    proceed();
  }
  void unseen_goes_on() {
    std::string buffer(1024, 'x');
    net::co_spawn(io_, pump(buffer), net::detached);
    unseen();
  }
  void finishes() {
    std::string buffer(1024, 'x');
    net::co_spawn(io_, pump(buffer), net::detached);
    finish_all();
  }
};
void given_to_another(net::io_context &io, void (*drive)(net::io_context &)) {
  std::string buffer(1024, 'x');
  net::co_spawn(io, pump(buffer), net::detached);
  drive(io);
}
int main() {
  net::io_context io;
  std::string buffer(1024, 'x');
  net::co_spawn(io, pump(buffer), net::detached);
  serve();
}

// ---- The only handle

struct session : std::enable_shared_from_this<session> {
  net::io_context &io;
  std::string out;

  explicit session(net::io_context &context) : io(context) {}
  awaitable<void> start() {
    co_await save(out);
    out.clear();
  }
  awaitable<void> held() {
    auto self = shared_from_this();
    co_await save(out);
    out.clear();
  }
  awaitable<void> unseen();
  void enlist();
  void name(std::string text) { out = std::move(text); }

  void send() {
    net::post(io, [this, self = shared_from_this()] {
      net::co_spawn(io, start(), net::detached); // want: 'this' may be destroyed while this runs in the background
    });
  }
  void send_held() {
    net::post(io, [this, self = shared_from_this()] { net::co_spawn(io, held(), net::detached); });
  }
  void send_with(std::string) {
    net::post(io, [this, self = shared_from_this()] {
      net::co_spawn(io, start(), [self](std::exception_ptr) {});
    });
  }
};

awaitable<void> accepts(net::io_context &io, tcp::acceptor &acceptor) {
  for (;;) {
    auto socket = co_await acceptor.async_accept(net::use_awaitable);
    auto one = std::make_shared<session>(io);
    net::co_spawn(io, one->start(), net::detached); // want: 'one' is destroyed at the end of its scope, but the task of 'start' still refers to it
  }
}
void accepted(net::io_context &io) {
  auto one = std::make_shared<session>(io);
  one->name("first");
  net::co_spawn(io, one->start(), net::detached); // want: 'one' is destroyed at the end of its scope
}
// It keeps itself, or may have, or another handle is left.
void holds_itself(net::io_context &io) {
  auto one = std::make_shared<session>(io);
  net::co_spawn(io, one->held(), net::detached);
}
void may_hold_itself(net::io_context &io) {
  auto one = std::make_shared<session>(io);
  net::co_spawn(io, one->unseen(), net::detached);
}
void enlisted(net::io_context &io) {
  auto one = std::make_shared<session>(io);
  one->enlist();
  net::co_spawn(io, one->start(), net::detached);
}
void listed(net::io_context &io, std::vector<std::shared_ptr<session>> &all) {
  auto one = std::make_shared<session>(io);
  all.push_back(one);
  net::co_spawn(io, one->start(), net::detached);
}
void goes_along(net::io_context &io) {
  auto one = std::make_shared<session>(io);
  net::co_spawn(io, one->start(), [one](std::exception_ptr) {});
}

// ---- Callables in elements of a member

class bus {
  using handler = std::function<awaitable<void>(std::string)>;
  std::map<std::string, handler> handlers_;

public:
  void on(const std::string &name, handler h) { handlers_[name] = std::move(h); }
  void add(std::string name, handler h) { handlers_.emplace(std::move(name), std::move(h)); }
  awaitable<void> fire(std::string name, std::string text) { co_await handlers_.at(name)(text); }
};
void sets_up(bus &events) {
  int count = 0;
  std::string prefix = "p";
  events.on("x", [&count](std::string s) -> awaitable<void> { // want: 'count' is destroyed at the end of its scope, but the coroutine in the background uses it later
    co_await save(s);
    ++count;
  });
  events.add("y", [&](std::string s) -> awaitable<void> { co_await save(prefix + s); }); // want: 'prefix' is destroyed at the end of its scope
}
void sets_up_for_good(bus &events) {
  static int count = 0;
  events.on("x", [&](std::string s) -> awaitable<void> {
    co_await save(s);
    ++count;
  });
  events.on("y", [prefix = std::string("p")](std::string s) -> awaitable<void> { co_await save(prefix + s); });
}
