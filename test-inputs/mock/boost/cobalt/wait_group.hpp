#pragma once
#include <boost/cobalt/promise.hpp>

namespace boost::cobalt {
struct wait_group {
  wait_group();
  void push_back(promise<void>);
  std::size_t size() const;
  std::size_t reap();
  void cancel();
  detail::awaiter<std::size_t> wait_one();
  detail::awaiter<void> wait();
  detail::awaiter<void> operator co_await();
  detail::awaiter<void> await_exit(std::exception_ptr);
};
} // namespace boost::cobalt
