// Futures of Seastar that are returned out of a try.
#include <seastar/core/coroutine.hh>
#include <stdexcept>
#include <string>

seastar::future<int> query(int key);
void log_failure();

seastar::future<int> logs(int key) {
  try {
    return query(key); // want: the task of 'query' fails after this function has returned
  } catch (...) {
    log_failure();
    throw;
  }
}

seastar::future<int> handles_one_kind(int key) {
  try {
    return query(key).handle_exception_type([](const std::runtime_error &) { return 0; }); // want: the task of 'handle_exception_type' fails after this function has returned
  } catch (...) {
    log_failure();
    throw;
  }
}

// ---- Silent ----

seastar::future<int> handles_its_errors(int key) {
  try {
    return query(key).handle_exception([](std::exception_ptr) { return 0; });
  } catch (...) {
    log_failure();
    throw;
  }
}
seastar::future<int> takes_a_result_up(seastar::future<int> ready) {
  try {
    int key = ready.get();
    return query(key);
  } catch (...) {
    log_failure();
    throw;
  }
}

seastar::future<int> is_ready(const std::string &text) {
  try {
    return seastar::make_ready_future<int>(std::stoi(text));
  } catch (...) {
    log_failure();
    throw;
  }
}
