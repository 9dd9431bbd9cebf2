#pragma once
#include <boost/cobalt/op.hpp>
#include <span>

namespace boost::cobalt::io {
struct endpoint {};
struct connect_op final : op<int> {};
struct read_op final : op<int, std::size_t> {};
struct write_op final : op<int, std::size_t> {};
struct socket {
  [[nodiscard]] connect_op connect(endpoint);
};
struct read_stream {
  virtual ~read_stream() = default;
  [[nodiscard]] virtual read_op read_some(std::span<char>) = 0;
};
struct write_stream {
  virtual ~write_stream() = default;
  [[nodiscard]] virtual write_op write_some(std::span<const char>) = 0;
};
struct stream : read_stream, write_stream {};
struct stream_socket final : socket, stream {
  [[nodiscard]] read_op read_some(std::span<char>) override;
  [[nodiscard]] write_op write_some(std::span<const char>) override;
};
} // namespace boost::cobalt::io
