// Templates that start what they are given and run the loop until it is done: nothing outlives their call.
#include "task.h"
#include <boost/asio.hpp>
#include <string>
#include <utility>

namespace net = boost::asio;

struct loop {
  void run_until_complete();
  void wake();
};
loop &the_loop();

template <class T> struct scheduled {
  T of;
  template <class F> explicit scheduled(F &&f) : of(std::forward<F>(f)) {}
  void get_result() &&;
};
template <class T> scheduled(T &&) -> scheduled<T>;
template <class T> scheduled<T> schedule(T &&of) { return scheduled{std::forward<T>(of)}; }
template <class T> decltype(auto) run(T &&work) {
  auto running = schedule(std::forward<T>(work));
  the_loop().run_until_complete();
  return std::move(running).get_result();
}
void begin(task<> work);
template <class T> void only_starts(T &&work) {
  begin(std::forward<T>(work));
  the_loop().wake();
}

class client {
public:
  explicit client(net::io_context &context) : context_(context) {}
  net::awaitable<int> get(std::string what);
  template <class F> void run(F &&f) {
    net::co_spawn(context_, std::forward<F>(f), net::detached);
    context_.run();
  }
  template <class F> void start(F &&f) { net::co_spawn(context_, std::forward<F>(f), net::detached); }

private:
  net::io_context &context_;
};
net::awaitable<void> all(client &with) { co_await with.get("a"); }
task<> ask();

void starts(net::io_context &context) {
  client with(context);
  with.start([&]() -> net::awaitable<void> { co_await all(with); }); // want: 'with' is destroyed at the end of its scope, but the coroutine in the background uses it later
}
void starts_a_task() {
  bool called = false;
  only_starts([&]() -> task<> { // want: the captures of this lambda are destroyed at the end of this expression, but its coroutine uses them later
    co_await ask();
    called = true;
  }());
}

// ---- Silent ----

int main() {
  net::io_context context;
  client with(context);
  with.run([&]() -> net::awaitable<void> { co_await all(with); });
  return 0;
}
void runs_a_task() {
  bool called = false;
  run([&]() -> task<> {
    co_await ask();
    called = true;
  }());
}
