// New exceptions at the boundary of an API, and those within.
#include "task.h"
#include <stdexcept>
#include <string>

task<int> read(int block);

namespace http {
enum class code { not_found = 404, internal = 500 };
struct error : std::runtime_error {
  explicit error(const std::string &text);
  error(code status, const std::string &text);
};
} // namespace http
struct rpc_failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct server_error : std::exception {
  explicit server_error(int status);
};
struct storage_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct sector_error : std::runtime_error {
  using std::runtime_error::runtime_error;
  int sector = 0;
};

task<int> answers_http(int block) {
  try {
    co_return co_await read(block);
  } catch (const sector_error &e) {
    throw http::error(http::code::internal, e.what()); // want-low: the new exception has only the text of 'e'
  } catch (...) {
    throw http::error("internal error"); // want-low: the new exception doesn't hold the one
  }
}
task<int> answers_a_call(int block) {
  try {
    co_return co_await read(block);
  } catch (const std::exception &e) {
    throw rpc_failure(e.what()); // want-low: the new exception has only the text of 'e'
  }
}
task<int> answers_with_a_status(int block) {
  try {
    co_return co_await read(block);
  } catch (...) {
    throw server_error(500); // want-low: the new exception doesn't hold the one
  }
}
task<int> within(int block) {
  try {
    co_return co_await read(block);
  } catch (const sector_error &e) {
    throw storage_error(e.what()); // want: the new exception has only the text of 'e'
  } catch (...) {
    throw storage_error("no block"); // want: the new exception doesn't hold the one that led to it
  }
}
