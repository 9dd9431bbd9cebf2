// Coroutine lambdas that are called and awaited where they stand run where the function around them runs.
#include <chrono>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>
#include <thread>
using namespace std::chrono_literals;

cppcoro::task<> on_the_caller() {
  co_await [&]() -> cppcoro::task<> {
    std::this_thread::sleep_for(5ms); // want: 'sleep_for'
    co_return;
  }();
}
cppcoro::task<> before_the_hop(cppcoro::static_thread_pool &pool) {
  co_await [&]() -> cppcoro::task<> {
    std::this_thread::sleep_for(5ms); // want: 'sleep_for'
    co_return;
  }();
  co_await pool.schedule();
}

// ---- Silent ----

cppcoro::task<> on_a_pool(cppcoro::static_thread_pool &pool) {
  co_await pool.schedule();
  co_await [&]() -> cppcoro::task<> {
    std::this_thread::sleep_for(5ms);
    co_return;
  }();
}
cppcoro::task<> twice_in_place(cppcoro::static_thread_pool &pool) {
  co_await pool.schedule();
  co_await [&]() -> cppcoro::task<> {
    co_await [&]() -> cppcoro::task<> {
      std::this_thread::sleep_for(5ms);
      co_return;
    }();
  }();
}
