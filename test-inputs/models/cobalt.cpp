// Names everything of Boost.Cobalt that checks/models/cobalt.yaml models.
#include <boost/cobalt.hpp>
#include <boost/cobalt/io/resolver.hpp>
#include <boost/cobalt/io/sleep.hpp>
#include <boost/cobalt/io/stream_socket.hpp>

namespace cobalt = boost::cobalt;

cobalt::promise<int> number();
cobalt::promise<void> work();
cobalt::task<int> lazy();
cobalt::generator<int> numbers();
cobalt::detached forget() { co_await work(); }
cobalt::main co_main(int, char *[]) { co_return 0; }
using Operation = cobalt::op<int>;

cobalt::promise<int> starts(cobalt::wait_group &group, int executor) {
  +work();
  auto kept = work();
  kept.detach();
  if (kept.ready() || kept.attached())
    co_return 0;
  group.push_back(work());
  cobalt::spawn(executor, lazy(), [](std::exception_ptr, int) {});
  auto values = numbers();
  co_return co_await values;
}

cobalt::promise<int> awaits() {
  auto gathered = co_await cobalt::gather(number(), work());
  co_await cobalt::join(number(), work());
  co_await cobalt::race(number(), number());
  co_await cobalt::left_race(number(), number());
  boost::system::result<int, std::exception_ptr> result = co_await cobalt::as_result(number());
  if (result.has_error())
    std::rethrow_exception(result.error());
  co_await cobalt::as_tuple(number());
  co_await cobalt::with(1, [](int &) { return work(); }, [](int, std::exception_ptr) { return work(); });
  co_await cobalt::io::sleep(std::chrono::seconds(1));
  co_return std::get<0>(gathered).value();
}

void blocks(cobalt::thread &thread) {
  cobalt::run(lazy());
  thread.join();
}

cobalt::promise<void> network(cobalt::io::stream_socket &stream, cobalt::io::resolver &resolver) {
  co_await stream.connect({});
  co_await stream.read_some({});
  co_await stream.write_some({});
  cobalt::io::read_stream &in = stream;
  co_await in.read_some({});
  cobalt::io::write_stream &out = stream;
  co_await out.write_some({});
  co_await resolver.resolve("a", "b");
  cobalt::io::lookup lookup("a", "b");
  co_await lookup;
}
