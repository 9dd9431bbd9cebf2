// folly: exceptions that a promise is given.
#include <folly/ExceptionWrapper.h>
#include <folly/coro/Promise.h>
#include <folly/coro/Task.h>
#include <stdexcept>

folly::coro::Task<int> compute();
void log_failure(const std::exception &error);

folly::coro::Task<void> flattens(folly::coro::Promise<int> promise) {
  try {
    promise.setValue(co_await compute());
  } catch (const std::exception &e) {
    promise.setException(folly::make_exception_wrapper<std::runtime_error>(e.what())); // want: the new exception has only the text of 'e'
  }
}
folly::coro::Task<void> keeps(folly::coro::Promise<int> promise) {
  try {
    promise.setValue(co_await compute());
  } catch (const std::exception &e) {
    promise.setException(folly::exception_wrapper(std::current_exception()));
  }
}
folly::coro::Task<void> logs(folly::coro::Promise<int> promise) {
  try {
    promise.setValue(co_await compute());
  } catch (const std::exception &e) {
    log_failure(e);
    promise.setException(folly::make_exception_wrapper<std::runtime_error>(e.what()));
  }
}
folly::coro::Task<void> translates(folly::coro::Promise<int> promise) {
  try {
    promise.setValue(co_await compute());
  } catch (const std::out_of_range &) {
    promise.setException(folly::make_exception_wrapper<std::runtime_error>("no such row"));
  }
}
