// Boost.Asio: completion tokens decide what becomes of the exception.
#include <boost/asio.hpp>
#include <cstdlib>
#include <iostream>

namespace net = boost::asio;
using net::ip::tcp;
net::awaitable<void> step(int n);
net::awaitable<int> number();

net::awaitable<void> session(tcp::socket peer) {
  char data[16];
  co_await peer.async_read_some(net::buffer(data), net::use_awaitable);
}
net::awaitable<void> guarded() {
  try {
    co_await step(1);
  } catch (const std::exception &e) {
    std::cerr << e.what() << '\n';
  }
}
net::awaitable<void> partly() {
  co_await step(0);
  try {
    co_await step(1);
  } catch (...) {
    std::cerr << "failed\n";
  }
}
net::awaitable<void> throws() {
  if (1 + 1 == 2)
    throw std::runtime_error("no");
  co_return;
}
net::awaitable<void> harmless() {
  auto executor = co_await net::this_coro::executor;
  (void)executor;
}
net::awaitable<void> forwards(int n) { return step(n); }
net::awaitable<void> forwards_guarded() { return guarded(); }
net::awaitable<void> with_code(net::steady_timer &timer) {
  boost::system::error_code ec;
  co_await timer.async_wait(net::redirect_error(net::use_awaitable, ec));
  if (ec)
    std::cerr << ec.message() << '\n';
}

void discards(net::io_context &context, tcp::socket peer, net::cancellation_slot slot) {
  net::co_spawn(context, session(std::move(peer)), net::detached); // want: an exception of 'session' is discarded by 'detached'
  net::co_spawn(context, step(1), net::detached);                  // want: an exception of 'step' is discarded by 'detached'
  net::co_spawn(context, number(), net::detached);                 // want: an exception of 'number'
  net::co_spawn(context, partly(), net::detached);                 // want: an exception of 'partly'
  net::co_spawn(context, throws(), net::detached);                 // want: an exception of 'throws'
  net::co_spawn(context, forwards(2), net::detached);              // want: an exception of 'forwards'
  net::co_spawn(context, throws, net::detached);                   // want: an exception of 'throws'
  net::co_spawn(context, &throws, net::detached);                  // want: an exception of
  net::co_spawn(context, step(3), net::bind_cancellation_slot(slot, net::detached));      // want: an exception of 'step' is discarded by 'detached'
  net::co_spawn(context, step(3), net::bind_executor(context.get_executor(), net::detached)); // want: an exception of 'step'
  net::co_spawn(context, [&]() -> net::awaitable<void> { co_await step(2); }, net::detached); // want: an exception of the lambda
  auto kept = step(4);
  net::co_spawn(context, std::move(kept), net::detached);          // want: an exception of
}

void ignores(net::io_context &context) {
  net::co_spawn(context, step(1), [](std::exception_ptr) {});        // want: the handler of 'step' ignores its error
  net::co_spawn(context, step(1), [](std::exception_ptr error) {});  // want: the handler of 'step' ignores its error
  net::co_spawn(context, number(), [](std::exception_ptr, int) {});  // want: the handler of 'number' ignores its error
  net::co_spawn(context, step(1), [](auto &&...) {});                // want: the handler of 'step' ignores its error
}

net::awaitable<void> in_a_coroutine(tcp::acceptor &acceptor) {
  auto executor = co_await net::this_coro::executor;
  for (;;) {
    tcp::socket peer = co_await acceptor.async_accept(net::use_awaitable);
    net::co_spawn(executor, session(std::move(peer)), net::detached); // want: an exception of 'session'
  }
}

template <class Executor> void in_a_template(Executor executor) {
  net::co_spawn(executor, step(5), net::detached); // want: an exception of 'step'
}
void instance(net::io_context &context) { in_a_template(context.get_executor()); }

#define SPAWN(work) net::co_spawn(context, work, net::detached)
void in_a_macro(net::io_context &context) {
  SPAWN(step(6)); // want: an exception of
}

// ---- Silent --------------------------------------------------------------------------------------------------------

void report(std::exception_ptr error);
struct logger {
  void operator()(std::exception_ptr error) const { report(error); }
};

void silent(net::io_context &context, net::steady_timer &timer) {
  net::co_spawn(context, guarded(), net::detached);
  net::co_spawn(context, forwards_guarded(), net::detached);
  net::co_spawn(context, harmless(), net::detached);
  net::co_spawn(context, with_code(timer), net::detached);
  net::co_spawn(context, [] { return guarded(); }, net::detached);
  net::co_spawn(context, step(1), [](std::exception_ptr error) {
    if (error)
      std::rethrow_exception(error);
  });
  net::co_spawn(context, step(1), &report);
  net::co_spawn(context, step(1), logger());
  net::co_spawn(context, step(1), [&](std::exception_ptr error) { report(error); });
  net::co_spawn(context, step(1), [](std::exception_ptr) { /* its only error is cancellation, on the way out */ });
  auto future = net::co_spawn(context, number(), net::use_future);
  future.get();
  timer.async_wait(net::detached);
}
net::awaitable<int> awaits(net::io_context &context) { co_return co_await net::co_spawn(context, number(), net::use_awaitable); }

/// What says `noexcept` isn't suspected of an await that fails; a visible `throw` leaves it all the same.
net::awaitable<void> promised() noexcept { co_await step(1); }
net::awaitable<void> breaks_its_word() noexcept {
  throw 1;
  co_return;
}
void promises(net::io_context &context) {
  net::co_spawn(context, promised(), net::detached);
  net::co_spawn(context, [] -> net::awaitable<void> { co_await promised(); }, net::detached);
  net::co_spawn(context, breaks_its_word(), net::detached); // want: an exception of 'breaks_its_word'
}

/// Errors that come back as values don't leave the coroutine.
net::awaitable<void> accepts(tcp::acceptor &acceptor) {
  auto [error, peer] = co_await acceptor.async_accept(net::as_tuple(net::use_awaitable));
  if (error)
    std::cerr << error.message() << '\n';
}
template <class Token> auto start_with(net::io_context &context, Token &&token) { return net::co_spawn(context, step(1), std::forward<Token>(token)); }
void more_silence(net::io_context &context, tcp::acceptor &acceptor) {
  net::co_spawn(context, accepts(acceptor), net::detached);
  start_with(context, net::detached);
}

/// Neither does a question about the coroutine itself.
net::awaitable<void> asks_only() {
  auto executor = co_await net::this_coro::executor;
  (void)executor;
}
void asks(net::io_context &context) { net::co_spawn(context, asks_only(), net::detached); }

/// A handler that goes on without a look at the error, and one that ends the process.
void counts(net::io_context &context, int &active) {
  net::co_spawn(context, step(1), [&active](std::exception_ptr) { --active; }); // want: the handler of 'step' ignores its error
  net::co_spawn(context, number(), [&active](std::exception_ptr, int value) { active = value; }); // want: the handler of 'number' ignores its error
  net::co_spawn(context, step(1), [](std::exception_ptr) { std::abort(); });
  net::co_spawn(context, step(1), [&active](std::exception_ptr error) { active = error ? -1 : 0; });
}

/// The future that would tell of the error.
void futures(net::io_context &context) {
  net::co_spawn(context, step(1), net::use_future);       // want: an exception of 'step' is discarded behind 'co_spawn'
  (void)net::co_spawn(context, step(2), net::use_future); // want: an exception of 'step' is discarded behind 'co_spawn'
  auto result = net::co_spawn(context, step(3), net::use_future);
  result.get();
  net::co_spawn(context, number(), net::use_future).get();
  net::co_spawn(context, guarded(), net::use_future);
}
