#pragma once
#include <seastar/core/shared_ptr.hh>
#include <seastar/net/api.hh>

namespace seastar::tls {
class certificate_credentials {};
future<connected_socket> connect(shared_ptr<certificate_credentials>, socket_address);
future<connected_socket> wrap_client(shared_ptr<certificate_credentials>, connected_socket &&);
} // namespace seastar::tls
