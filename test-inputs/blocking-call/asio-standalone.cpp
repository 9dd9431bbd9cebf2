// Asio without Boost; the header of the timer has to be added.
#include <asio/awaitable.hpp>
#include <chrono>
#include <thread>

asio::awaitable<void> sleeps() {
  std::this_thread::sleep_for(std::chrono::milliseconds(20)); // want: 'sleep_for'
  co_return;
}
