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
  co_await out.close(); // want: 'close' is skipped when the await before it throws, and 'out' stays open
}
// Whoever makes it, under whatever name.
seastar::input_stream<char> source_of(std::string path);
seastar::future<seastar::input_stream<char>> reader(std::string path);
seastar::future<size_t> count(std::string path) {
  size_t bytes = 0;
  auto in = source_of(path);
  while (!in.eof())
    bytes += (co_await in.read()).size();
  co_await in.close(); // want: 'close' is skipped when the await before it throws, and 'in' stays open
  co_return bytes;
}
seastar::future<size_t> first(std::string path) {
  auto in = co_await reader(path);
  auto chunk = co_await in.read();
  co_await in.close(); // want: 'close' is skipped when the await before it throws, and 'in' stays open
  co_return chunk.size();
}

// ---- Silent ----

void keep(seastar::input_stream<char> in);
seastar::future<> handed_on(std::string path) {
  auto in = source_of(path);
  auto chunk = co_await in.read();
  if (chunk.size() > 0)
    keep(std::move(in));
  else
    co_await in.close();
}
seastar::future<> of_somebody_else(seastar::input_stream<char> &in) {
  co_await in.read();
  co_await in.close();
}
seastar::future<> at_once(std::string path) {
  auto in = source_of(path);
  co_await in.close();
}

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
