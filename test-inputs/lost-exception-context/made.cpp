// Failed futures that are made of a new exception: a `throw` without throwing.
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/exception.hh>
#include <stdexcept>
#include <string>

using namespace seastar;

future<int> fetch(int item);
void log(std::exception_ptr error);
void count();

struct fetch_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

future<int> replaces() {
  return fetch(1).handle_exception([](std::exception_ptr error) {
    return make_exception_future<int>(std::runtime_error("fetch failed")); // want: the new exception doesn't hold the one in 'error': what really failed is lost
  });
}
future<int> replaces_the_unnamed() {
  return fetch(1).handle_exception([](std::exception_ptr) {
    return make_exception_future<int>(fetch_error("fetch failed")); // want: the new exception doesn't hold the one that led to it: what really failed is lost
  });
}
future<int> throws_another() {
  return fetch(1).handle_exception([](std::exception_ptr error) -> future<int> {
    throw std::runtime_error("fetch failed"); // want: the new exception doesn't hold the one in 'error'
  });
}
future<int> cuts() {
  return fetch(1).handle_exception_type([](const std::exception &error) {
    return make_exception_future<int>(error); // want: 'make_exception_future' copies 'error', cut down to the type that its declaration names
  });
}
future<int> cuts_in_a_handler() {
  try {
    return fetch(1);
  } catch (const std::runtime_error &error) {
    return make_exception_future<int>(error); // want: 'make_exception_future' copies 'error'
  }
}
future<int> replaces_in_a_handler() {
  try {
    return fetch(1);
  } catch (...) {
    return make_exception_future<int>(std::runtime_error("fetch failed")); // want: the new exception doesn't hold the one that led to it
  }
}
future<int> knows_that_it_failed() {
  return fetch(1).then_wrapped([](future<int> result) {
    if (result.failed())
      return make_exception_future<int>(std::runtime_error("fetch failed")); // want: the new exception doesn't hold the one in 'result'
    return result;
  });
}
future<int> wraps_the_pointer(std::exception_ptr last) {
  co_await coroutine::return_exception(last); // want: this makes an exception of the 'std::exception_ptr' itself: no handler will match the one in it
  co_return 0;
}
future<int> hands_the_pointer_on(std::exception_ptr last) {
  co_await coroutine::return_exception_ptr(last);
  co_return 0;
}
/// It hands its argument on to a form for the pointer, which can't be seen from here.
future<int> hands_it_to_a_template(std::exception_ptr last) { return futurize<int>::make_exception_future(last); }

// ---- Silent: it is kept, told, used, or there was none ----------------------------------------------------------------

future<int> hands_on() {
  return fetch(1).handle_exception([](std::exception_ptr error) { return make_exception_future<int>(std::move(error)); });
}
future<int> tells() {
  return fetch(1).handle_exception([](std::exception_ptr error) {
    log(error);
    return make_exception_future<int>(std::runtime_error("fetch failed"));
  });
}
future<int> nests() {
  try {
    return fetch(1);
  } catch (...) {
    return make_exception_future<int>(std::current_exception());
  }
}
future<int> answers_with_a_value() {
  return fetch(1).handle_exception([](std::exception_ptr) { return make_ready_future<int>(0); });
}
future<int> refuses(int item) {
  if (item < 0)
    return make_exception_future<int>(std::invalid_argument("negative"));
  return fetch(item);
}
future<int> refuses_in_a_continuation() {
  return fetch(1).then([](int item) {
    if (item < 0)
      return make_exception_future<int>(std::invalid_argument("negative"));
    return fetch(item);
  });
}
