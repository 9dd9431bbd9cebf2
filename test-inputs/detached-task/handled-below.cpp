// Spawned work whose errors are all handled somewhere below or above the coroutine that is named at the spawner.
#include <asio.hpp>
#include <chrono>
#include <future>
#include <iostream>
#include <seastar/core/abort_source.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/do_with.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/sleep.hh>
#include <seastar/coroutine/parallel_for_each.hh>
#include <vector>

using namespace std::chrono_literals;
void log_failure(std::exception_ptr error);

namespace on_seastar {
using seastar::future;
future<> send(int peer);

/// What runs for each of them catches everything.
future<> broadcast(std::vector<int> peers) {
  co_await seastar::parallel_for_each(peers, [](int peer) -> future<> {
    try {
      co_await send(peer);
    } catch (...) {
      log_failure(std::current_exception());
    }
  });
}
future<> broadcast_by_class(std::vector<int> peers) {
  co_await seastar::coroutine::parallel_for_each(peers, [](int peer) -> future<> {
    try {
      co_await send(peer);
    } catch (...) {
      log_failure(std::current_exception());
    }
  });
}
future<> broadcast_by_chain(std::vector<int> peers) {
  return seastar::parallel_for_each(peers, [](int peer) {
    return send(peer).handle_exception([](std::exception_ptr error) { log_failure(error); });
  });
}
future<> broadcast_bare(std::vector<int> peers) {
  co_await seastar::parallel_for_each(peers, [](int peer) -> future<> { co_await send(peer); });
}
void starts(std::vector<int> peers) {
  (void)broadcast(peers);
  (void)broadcast_by_class(peers);
  (void)broadcast_by_chain(peers);
  (void)broadcast_bare(peers); // want: nobody waits for 'broadcast_bare'
}

/// All that is left is that a sleep was cancelled, and that is caught.
future<> ticks(seastar::abort_source &stop) {
  try {
    while (true)
      co_await seastar::sleep_abortable(1s, stop);
  } catch (const seastar::sleep_aborted &) {
  }
}
future<> ticks_and_sends(seastar::abort_source &stop) {
  try {
    while (true) {
      co_await seastar::sleep_abortable(1s, stop);
      co_await send(1);
    }
  } catch (const seastar::sleep_aborted &) {
  }
}
void starts_timers(seastar::abort_source &stop) {
  (void)ticks(stop);
  (void)ticks_and_sends(stop); // want: nobody waits for 'ticks_and_sends'
}

/// Chains that end in a handler.
struct service {
  seastar::gate gate;
  void run(int peer) {
    (void)seastar::with_gate(gate, [peer] {
      return send(peer).then([peer] { return send(peer + 1); }).handle_exception([](std::exception_ptr error) {
        log_failure(error);
      });
    });
    (void)seastar::with_gate(gate, [peer]() -> future<> {
      try {
        co_await send(peer);
      } catch (...) {
        log_failure(std::current_exception());
      }
    });
    (void)send(peer).then_wrapped([](auto done) {
      try {
        done.get();
      } catch (...) {
        log_failure(std::current_exception());
      }
    });
    (void)seastar::with_gate(gate, [peer] { return send(peer); }); // want: nobody waits for
  }
};
} // namespace on_seastar

namespace on_asio {
asio::awaitable<void> session(int peer);

/// A guard that is given the work.
asio::awaitable<void> guarded(asio::awaitable<void> work) {
  try {
    co_await std::move(work);
  } catch (const std::exception &e) {
    std::cerr << e.what();
  }
}
asio::awaitable<void> named(asio::awaitable<void> work, int name) {
  co_await std::move(work);
  std::cerr << name;
}
void starts(asio::io_context &io) {
  asio::co_spawn(io, guarded(session(1)), asio::detached);
  asio::co_spawn(io, named(guarded(session(2)), 2), asio::detached);
  asio::co_spawn(io, named(session(3), 3), asio::detached); // want: an exception of 'session' is discarded by 'detached'
}

/// A function of the user's that only ever gets what handles its own errors.
void background(asio::io_context &io, asio::awaitable<void> work) {
  asio::co_spawn(io, std::move(work), asio::detached);
}
void background_any(asio::io_context &io, asio::awaitable<void> work) {
  asio::co_spawn(io, std::move(work), asio::detached); // want: an exception of 'work' is discarded by 'detached'
}
void uses(asio::io_context &io) {
  background(io, guarded(session(4)));
  background_any(io, guarded(session(5)));
  background_any(io, session(6));
}

/// Whoever starts it waits for it a few lines below.
asio::awaitable<void> answers(int peer, std::promise<int> &answer) {
  co_await session(peer);
  answer.set_value(1);
}
int waits(asio::io_context &io) {
  std::promise<int> answer;
  asio::co_spawn(io, answers(1, answer), asio::detached);
  return answer.get_future().get();
}
int waits_by_capture(asio::io_context &io) {
  std::promise<int> answer;
  auto result = answer.get_future();
  asio::co_spawn(
      io,
      [&]() -> asio::awaitable<void> {
        co_await session(1);
        answer.set_value(1);
      },
      asio::detached);
  return result.get();
}
void waits_for_something_else(asio::io_context &io, asio::thread_pool &pool, std::future<int> other) {
  asio::co_spawn(pool, session(1), asio::detached); // want: an exception of 'session' is discarded
  other.wait();
  pool.join();
}
} // namespace on_asio
