#pragma once
#include <seastar/core/future.hh>

namespace seastar::net {
struct hostent {};
class inet_address {};
class dns_resolver {
public:
  future<hostent> get_host_by_name(const sstring &);
  future<hostent> get_host_by_addr(const inet_address &);
  future<inet_address> resolve_name(const sstring &);
  future<sstring> resolve_addr(const inet_address &);
  future<int> get_srv_records(int, const sstring &, const sstring &);
  future<> close();
};
namespace dns {
future<hostent> get_host_by_name(const sstring &);
future<hostent> get_host_by_addr(const inet_address &);
future<inet_address> resolve_name(const sstring &);
future<sstring> resolve_addr(const inet_address &);
future<int> get_srv_records(int, const sstring &, const sstring &);
} // namespace dns
} // namespace seastar::net
