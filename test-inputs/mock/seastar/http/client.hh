#pragma once
#include <functional>
#include <seastar/core/future.hh>
#include <seastar/core/iostream.hh>

namespace seastar::http {
struct request {};
struct reply {};
class client {
public:
  using reply_handler = std::function<future<>(const reply &, input_stream<char> &&)>;
  future<> make_request(request &&, reply_handler &&);
  future<> close() noexcept;
};
} // namespace seastar::http
