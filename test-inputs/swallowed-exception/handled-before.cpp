// Continuations that ignore an error, behind coroutines that let none out.
#include <exception>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>

seastar::future<> accept(int port);
void note(std::exception_ptr error);

seastar::future<> serve(int port) {
  try {
    co_await accept(port);
  } catch (...) {
    note(std::current_exception());
  }
}
seastar::future<> passes_on(int port) { co_await accept(port); }

seastar::future<> handled() {
  co_await serve(1).handle_exception([](std::exception_ptr) {});
  co_await serve(1).finally([] {}).handle_exception([](std::exception_ptr) {});
  co_await passes_on(1).handle_exception([](std::exception_ptr) {}); // want: given to 'handle_exception'
}
