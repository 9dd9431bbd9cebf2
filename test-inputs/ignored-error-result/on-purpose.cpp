// Results that are dropped on purpose, as a comment says, or that are for somebody else to look at.
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <system_error>
#include <utility>

namespace net = boost::asio;
using net::awaitable;

struct session {
  awaitable<std::error_code> send(int message);
  awaitable<std::error_code> run();
};
awaitable<void> watch();

awaitable<void> announces(session &peer) {
  co_await peer.send(1); // want: 'send' gives its error back as a value, which is dropped

  // Say what we can do, right after the handshake. Best-effort.
  co_await peer.send(2);
  co_await peer.send(3);
  co_await peer.send(4);

  co_await peer.send(5); // want: 'send' gives its error back as a value, which is dropped

  // The result is not consulted: it only fails when all is winding down.
  co_await peer.send(6);
  // The first message of all.
  co_await peer.send(7); // want: 'send' gives its error back as a value, which is dropped
}

// Of several that are awaited together the one is named whose error it is.
awaitable<void> together(session &peer) {
  using namespace net::experimental::awaitable_operators;
  co_await (watch() && peer.run()); // want: 'run' gives its error back as a value, which is dropped
}
static const std::error_code stopped = std::make_error_code(std::errc::operation_canceled);
awaitable<std::error_code> always_the_same(session &peer) {
  if (co_await peer.send(8))
    co_return stopped;
  co_return stopped;
}
awaitable<void> together_with_the_same(session &peer) {
  using namespace net::experimental::awaitable_operators;
  co_await (watch() && always_the_same(peer));
  co_await (always_the_same(peer) && peer.run()); // want: 'run' gives its error back as a value, which is dropped
}

/// Nobody can wait for it.
struct runner {
  struct promise_type {
    runner get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
    template <class T> auto await_transform(awaitable<T> work) {
      struct awaiter {
        bool await_ready() { return false; }
        void await_suspend(std::coroutine_handle<>) {}
        T await_resume();
      };
      return awaiter{};
    }
  };
};
template <class Work> runner leave(Work work) { co_await std::move(work); }
void starts(session &peer) { leave(peer.run()); }

// A bool that others test.
awaitable<bool> sends(int message);
awaitable<bool> offers(int message);
awaitable<void> tests() {
  if (!co_await sends(1) || !co_await offers(1))
    co_return;
  while (co_await sends(2) && co_await offers(2))
    ;
}
awaitable<void> drops() {
  co_await sends(3); // want: the result of 'sends' is dropped, which others test
}
awaitable<void> says_why() {
  // The result is not consulted, and that is correct: it only fails at the end.
  co_await offers(4);
}
