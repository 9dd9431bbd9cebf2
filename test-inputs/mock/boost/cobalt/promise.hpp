// Declarations of Boost.Cobalt, for tests: true names and signatures, no behaviour.
#pragma once
#include <boost/cobalt/detail/util.hpp>

namespace boost::cobalt {
template <class Return> struct [[nodiscard]] promise {
  using promise_type = detail::cobalt_promise<Return>;
  promise(promise &&) noexcept;
  promise &operator=(promise &&) noexcept;
  promise(const promise &) = delete;
  ~promise();
  detail::awaiter<Return> operator co_await();
  void operator+() &&;
  void cancel();
  bool ready() const;
  explicit operator bool() const;
  bool attached() const;
  void detach();
  void attach();
  Return get();
};
} // namespace boost::cobalt
