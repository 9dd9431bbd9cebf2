#pragma once
#include <cstdlib>
#include <seastar/core/future.hh>
#include <seastar/core/smp.hh>
#include <seastar/net/api.hh>
#include <string_view>
#include <sys/statvfs.h>

namespace seastar {
class reactor {
public:
  void run_in_background(future<>);
  template <class Func> void run_in_background(Func &&) { ::std::abort(); }
  future<connected_socket> connect(socket_address);
  future<struct statvfs> statvfs(std::string_view) noexcept;
};
reactor &engine() noexcept;
} // namespace seastar
