#pragma once
#include <boost/cobalt/op.hpp>
#include <string_view>

namespace boost::cobalt::io {
struct resolver {
  struct resolve_op_ final : op<int, std::size_t> {};
  [[nodiscard]] resolve_op_ resolve(std::string_view, std::string_view);
};
struct lookup final : op<int, std::size_t> {
  lookup(std::string_view, std::string_view);
};
} // namespace boost::cobalt::io
