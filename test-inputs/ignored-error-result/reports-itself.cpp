// Functions that write what failed to a log before they give it back: who drops that loses nothing that nobody has seen.
#include "task.h"
#include <expected>
#include <string>
#include <system_error>

struct logger {
  template <class... A> void error(const char *text, A... values);
};
logger *log_of_program();
task<std::error_code> send(std::string text);

struct server {
  task<std::error_code> publish(std::string text) {
    auto result = co_await send(text);
    if (result) {
      log_of_program()->error("not published: {}", result.value());
      co_return result;
    }
    co_return std::error_code();
  }
  task<std::error_code> publish_often(std::string text) {
    if (text.empty())
      co_return std::make_error_code(std::errc::invalid_argument);
    auto result = co_await send(text);
    if (result) {
      log_of_program()->error("not published: {}", result.value());
      co_return result;
    }
    co_return std::error_code();
  }
  task<std::error_code> quiet(std::string text) {
    auto result = co_await send(text);
    if (result)
      co_return result;
    co_return std::error_code();
  }
  task<> drops() {
    co_await publish("one");       // want-low: 'publish' gives its error back as a value
    co_await publish_often("two"); // want: 'publish_often' gives its error back as a value
    co_await quiet("three");       // want: 'quiet' gives its error back as a value
  }
};
