#pragma once
#include <boost/cobalt/detail/util.hpp>

namespace boost::cobalt {
template <class... Args> struct op {
  virtual ~op() = default;
  detail::awaiter<std::conditional_t<sizeof...(Args) <= 1, void, std::size_t>> operator co_await();
};
struct use_op_t {};
inline constexpr use_op_t use_op{};
} // namespace boost::cobalt
