// A spawner that keeps the callable in its own coroutine frame: the captures live as long as what it runs.
#include <boost/asio.hpp>

namespace net = boost::asio;
net::awaitable<int> handle(int request);

net::awaitable<void> bounded(int request, int &answer) {
  co_await net::co_spawn(
      co_await net::this_coro::executor, [request, &answer]() -> net::awaitable<void> { answer = co_await handle(request); }, net::use_awaitable);
}

void background(net::io_context &context, int request) {
  net::co_spawn(
      context, [request]() -> net::awaitable<void> { co_await handle(request), void(request); },
      [](std::exception_ptr error) {
        if (error)
          std::rethrow_exception(error);
      });
}
