// A token that the loop only hands on asks nobody in the loop.
#include <chrono>
#include <cppcoro/cancellation_token.hpp>
#include <cppcoro/operation_cancelled.hpp>
#include <cppcoro/task.hpp>
#include <cstdio>
#include <vector>

cppcoro::task<std::vector<int>> pending(cppcoro::cancellation_token token);
cppcoro::task<> run(int id, cppcoro::cancellation_token token);
cppcoro::task<> wait_a_second();
void log(const char *);

class worker {
  cppcoro::cancellation_token stop_;

  cppcoro::task<> hands_it_on() {
    for (;;) {
      try {
        for (int id : co_await pending(stop_))
          co_await run(id, stop_);
      } catch (const std::exception &e) { // want: this handler eats 'operation_cancelled' too
        log(e.what());
      }
      co_await wait_a_second();
    }
  }
  cppcoro::task<> asks() {
    for (;;) {
      try {
        for (int id : co_await pending(stop_))
          co_await run(id, stop_);
      } catch (const std::exception &e) {
        log(e.what());
      }
      if (stop_.is_cancellation_requested())
        co_return;
    }
  }
  cppcoro::task<> lets_it_throw() {
    for (;;) {
      stop_.throw_if_cancellation_requested();
      try {
        co_await run(1, stop_);
      } catch (const std::exception &e) {
        log(e.what());
      }
    }
  }
};
