#pragma once
#include <seastar/core/future.hh>

namespace seastar {
template <class T = void> class shared_future {
public:
  shared_future(future<T>) noexcept;
  future<T> get_future() const noexcept;
  bool available() const noexcept;
  bool failed() const noexcept;
};
template <class T = void> class shared_promise {
public:
  future<T> get_shared_future() noexcept;
  void set_value(T);
};
} // namespace seastar
