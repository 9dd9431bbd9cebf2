#pragma once
#include <boost/cobalt/detail/util.hpp>

namespace boost::cobalt {
template <class T> struct channel {
  explicit channel(std::size_t = 0);
  bool is_open() const;
  void close();
  detail::awaiter<T> read();
  detail::awaiter<void> write(T &&);
  detail::awaiter<void> write(const T &);
};
} // namespace boost::cobalt
