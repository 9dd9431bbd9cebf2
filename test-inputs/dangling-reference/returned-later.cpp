// A task that is put into a variable and returned later outlives the function's locals as one that is returned at once.
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/when_all.hh>
#include <memory>
#include <string>

seastar::future<> send(std::string text);
seastar::future<> acknowledge(const std::string &peer) {
  co_await send("ack");
  co_await send(peer);
}

seastar::future<> named(int n) {
  std::string peer = std::to_string(n);
  auto done = acknowledge(peer); // want: 'peer' is destroyed when the function returns
  return done;
}
seastar::future<> assigned(int n) {
  std::string peer = std::to_string(n);
  seastar::future<> done = seastar::make_ready_future<>();
  if (n > 1)
    done = acknowledge(peer); // want: 'peer' is destroyed when the function returns
  return done;
}
seastar::future<> together(int n) {
  std::string peer = std::to_string(n);
  auto done = acknowledge(peer); // want: 'peer' is destroyed when the function returns
  auto told = send("done");
  return seastar::when_all_succeed(std::move(done), std::move(told)).discard_result();
}

seastar::future<> of_the_caller(const std::string &peer) {
  seastar::future<> done = seastar::make_ready_future<>();
  done = acknowledge(peer);
  return done;
}
seastar::future<> kept(int n) {
  auto peer = std::make_unique<std::string>(std::to_string(n));
  auto done = acknowledge(*peer);
  return done.finally([peer = std::move(peer)] {});
}
seastar::future<> awaited(int n) {
  std::string peer = std::to_string(n);
  auto done = acknowledge(peer);
  co_await std::move(done);
}
