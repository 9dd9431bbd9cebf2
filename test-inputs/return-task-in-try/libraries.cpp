// Futures of Seastar that are returned out of a try.
#include <seastar/core/coroutine.hh>
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

// ---- Silent ----

seastar::future<int> is_ready(const std::string &text) {
  try {
    return seastar::make_ready_future<int>(std::stoi(text));
  } catch (...) {
    log_failure();
    throw;
  }
}
