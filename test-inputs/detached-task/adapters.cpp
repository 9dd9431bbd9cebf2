// Boost.Asio: handlers inside of what binds them, and coroutines inside of what calls them.
#include <boost/asio.hpp>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <memory>

namespace net = boost::asio;
net::awaitable<void> step(int n);

struct session : std::enable_shared_from_this<session> {
  net::awaitable<void> loop();
  net::awaitable<void> guarded() {
    try {
      co_await step(1);
    } catch (const std::exception &e) {
      std::cerr << e.what() << '\n';
    }
  }
};

void handlers(net::io_context &context, net::cancellation_slot slot, std::shared_ptr<session> self, int &active) {
  auto executor = context.get_executor();
  net::co_spawn(context, step(1), net::bind_executor(executor, [](std::exception_ptr) {}));            // want: the handler of 'step' ignores its error
  net::co_spawn(context, step(2), net::bind_executor(executor, [&active](std::exception_ptr) { --active; })); // want: the handler of 'step' ignores its error
  net::co_spawn(context, step(3), net::bind_allocator(std::allocator<void>(), [](std::exception_ptr) {})); // want: the handler of 'step' ignores its error
  net::co_spawn(context, step(4), net::bind_cancellation_slot(slot, [](std::exception_ptr) {}));       // want: the handler of 'step' ignores its error
  net::co_spawn(context, step(5), net::consign([](std::exception_ptr) {}, self));                      // want: the handler of 'step' ignores its error
  net::co_spawn(context, step(6), net::bind_cancellation_slot(slot, net::bind_executor(executor, [](std::exception_ptr) {}))); // want: ignores its error
  net::co_spawn(context, step(7), net::bind_executor(executor, [](std::exception_ptr error) {
    if (error)
      std::rethrow_exception(error);
  }));
  net::co_spawn(context, step(8), net::bind_executor(executor, [](std::exception_ptr) { std::abort(); }));
}

/// The user's own adapter may look at the error itself.
template <class F> struct logging {
  F next;
  void operator()(std::exception_ptr error) {
    if (error)
      std::cerr << "failed\n";
    next(error);
  }
};
template <class F> logging<F> logged(F next) { return {next}; }

void bound(net::io_context &context, std::shared_ptr<session> self, std::function<net::awaitable<void>()> made) {
  net::co_spawn(context, std::bind(&session::loop, self), net::detached);       // want: an exception of 'session::loop' is discarded by 'detached'
  net::co_spawn(context, std::bind_front(&session::loop, self), net::detached); // want: an exception of 'session::loop'
  net::co_spawn(context, made, net::detached);                                  // want: an exception of 'made' is discarded by 'detached'
  net::co_spawn(context, std::bind(&session::guarded, self), net::detached);
  net::co_spawn(context, step(1), logged([](std::exception_ptr) {}));
  net::co_spawn(context, std::bind(&session::loop, self), [](std::exception_ptr error) {
    if (error)
      std::rethrow_exception(error);
  });
}
