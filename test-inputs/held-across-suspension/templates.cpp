// Locks in templates, where the promise isn't known: it may answer an await at once.
#include <boost/asio.hpp>
#include <mutex>
#include <optional>

template <class T> class reactor {
public:
  boost::asio::awaitable<std::optional<T>> read() {
    for (;;) {
      std::unique_lock lock{mutex_};
      executor_ = co_await boost::asio::this_coro::executor;
      lock.unlock();
      co_await timer_.async_wait(boost::asio::use_awaitable);
    }
  }
  boost::asio::awaitable<std::optional<T>> read_locked() {
    std::unique_lock lock{mutex_};
    executor_ = co_await boost::asio::this_coro::executor;
    co_await timer_.async_wait(boost::asio::use_awaitable); // want: 'lock' stays locked while the coroutine is suspended
    co_return std::nullopt;
  }

private:
  std::optional<boost::asio::any_io_executor> executor_;
  boost::asio::steady_timer timer_;
  std::mutex mutex_;
};
boost::asio::awaitable<void> one(reactor<int> &source) { co_await source.read(); }
