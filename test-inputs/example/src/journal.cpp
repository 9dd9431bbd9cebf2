#include "journal.h"

namespace relay {

journal::journal(net::any_io_executor executor, const std::string &path) : strand_(net::make_strand(executor)), file_(path, std::ios::app) {}

net::awaitable<void> journal::append(std::string line) {
  co_await net::dispatch(strand_, net::use_awaitable);
  file_ << line << '\n';
  if (line.ends_with('!'))
    flush();
}

net::awaitable<void> journal::flush() {
  co_await net::dispatch(strand_, net::use_awaitable);
  file_.flush();
}

} // namespace relay
