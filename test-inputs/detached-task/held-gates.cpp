// Work that holds a gate open: whoever closes the gate waits for it, and a line in the log tells how it ended.
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/semaphore.hh>
#include <string>

seastar::future<std::string> receive();
seastar::future<> answer(std::string text);

class server {
public:
  seastar::future<> stop() { return gate_.close(); }
  void start() {
    (void)serve();         // want: whoever closes what 'serve' holds open waits for it, but when it fails, only a line in the log tells
    (void)serve_by_hold(); // want: whoever closes what 'serve_by_hold' holds open waits for it
    (void)alone();         // want: nobody waits for 'alone': when it fails, only a line in the log tells
    (void)with_units();    // want: nobody waits for 'with_units'
  }

private:
  seastar::future<> serve() {
    seastar::gate::holder held(gate_);
    co_await answer(co_await receive());
  }
  seastar::future<> serve_by_hold() {
    auto held = gate_.hold();
    co_await answer(co_await receive());
  }
  seastar::future<> alone() { co_await answer(co_await receive()); }
  seastar::future<> with_units() {
    auto units = co_await seastar::get_units(running_, 1);
    co_await answer(co_await receive());
  }

  seastar::gate gate_;
  seastar::semaphore running_{10};
};
