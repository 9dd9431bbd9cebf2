#include "disk.hh"
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>

seastar::future<int> load(std::string path) {
  std::string text = read_all(path); // want: 'read_all' ends in 'ifstream'
  co_return checksum(text);
}
