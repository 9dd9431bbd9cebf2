#pragma once
#include <cstdlib>
#include <seastar/core/future.hh>

namespace seastar {
template <class Object> class [[nodiscard]] deferred_close {
public:
  explicit deferred_close(Object &) noexcept {}
  deferred_close(deferred_close &&) noexcept;
  ~deferred_close();
  void close_now() noexcept;
};
template <class Object> class [[nodiscard]] deferred_stop {
public:
  explicit deferred_stop(Object &) noexcept {}
  deferred_stop(deferred_stop &&) noexcept;
  ~deferred_stop();
  void stop_now() noexcept;
};
template <class Closeable, class Func>
futurize_t<std::invoke_result_t<Func, Closeable &>> with_closeable(Closeable &&, Func) noexcept {
  ::std::abort();
}
} // namespace seastar
