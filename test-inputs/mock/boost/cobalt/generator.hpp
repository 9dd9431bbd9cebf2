#pragma once
#include <boost/cobalt/detail/util.hpp>

namespace boost::cobalt {
template <class Yield, class Push = void> struct [[nodiscard]] generator {
  struct promise_type {
    generator get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(Yield);
    void return_value(Yield);
    void unhandled_exception();
  };
  generator(generator &&) noexcept;
  ~generator();
  explicit operator bool() const;
  void cancel();
  bool ready() const;
  Yield get();
  detail::awaiter<Yield> operator co_await();
};
} // namespace boost::cobalt
