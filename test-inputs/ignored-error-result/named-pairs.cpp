// Results of the user's own that are pairs with names: a code, and what came of it.
#include "task.h"
#include <cstddef>
#include <exception>
#include <string>
#include <system_error>

template <class T = void> struct io_result;
template <> struct io_result<void> {
  std::error_code ec;
  void value() const {
    if (ec)
      throw std::system_error(ec);
  }
};
template <> struct io_result<std::size_t> {
  std::error_code ec;
  std::size_t n = 0;
  std::size_t value() const {
    if (ec)
      throw std::system_error(ec);
    return n;
  }
};
struct outcome {
  int value = 0;
  std::exception_ptr error;
};
/// Much more than a result: whoever gets it has no use for its last error.
struct connection {
  std::string name;
  int port = 0;
  int retries = 0;
  std::error_code last;
};
class session {
  std::error_code last_;

public:
  int id = 0;
};

task<io_result<>> connect(const std::string &host);
task<io_result<std::size_t>> write_some(const std::string &text);
task<outcome> compute(int n);
task<connection> open(const std::string &host);
task<session> enter(const std::string &host);
void use(std::size_t n);

task<void> drops() {
  co_await connect("a"); // want: 'connect' gives its error back as a value, which is dropped
  co_await write_some("b"); // want: 'write_some' gives its error back as a value, which is dropped
  co_await compute(1); // want: 'compute' gives its error back as a value, which is dropped
}
task<void> looks() {
  (co_await connect("a")).value();
  use((co_await write_some("b")).value());
  auto [ec, n] = co_await write_some("c");
  if (ec)
    co_return;
  use(n);
  const auto written = co_await write_some("d");
  if (!written.ec)
    use(written.n);
  const auto result = co_await compute(2);
  if (result.error)
    std::rethrow_exception(result.error);
  (void)co_await connect("e");
}
task<void> others() {
  co_await open("a");
  co_await enter("a");
}
