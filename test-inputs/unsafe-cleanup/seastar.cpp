// Seastar's functions promise not to throw and give failed futures, so an await of one throws all the same.
#include <seastar/core/coroutine.hh>
#include <seastar/core/file.hh>
#include <seastar/core/fstream.hh>
#include <seastar/core/iostream.hh>
#include <seastar/core/seastar.hh>
#include <string>

seastar::future<> store(std::string path, std::string text) {
  seastar::file to = co_await seastar::open_file_dma(path, seastar::open_flags::wo);
  co_await to.dma_write(0, text.data(), text.size());
  co_await to.close(); // want-low: 'close' is skipped when the await before it throws, and 'to' stays open
}
seastar::future<> write(seastar::file to, std::string text) {
  auto out = co_await seastar::make_file_output_stream(std::move(to));
  co_await out.write(text);
  co_await out.close(); // want-low: 'close' is skipped when the await before it throws, and 'out' stays open
}

// ---- Silent ----

seastar::future<> closes_anyway(std::string path, std::string text) {
  seastar::file to = co_await seastar::open_file_dma(path, seastar::open_flags::wo);
  std::exception_ptr failure;
  try {
    co_await to.dma_write(0, text.data(), text.size());
  } catch (...) {
    failure = std::current_exception();
  }
  co_await to.close();
  if (failure)
    std::rethrow_exception(failure);
}
