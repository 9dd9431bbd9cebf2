#pragma once
#include <cstdlib>
#include <stdexec/execution.hpp>

namespace experimental::execution {
namespace __scope {
struct __when_empty_sender {
  using sender_concept = stdexec::sender_tag;
  using value = void;
};
template <class T> struct __future {
  using sender_concept = stdexec::sender_tag;
  using value = T;
  __future(__future &&) noexcept;
  ~__future();
};
template <class T> struct __nest_sender {
  using sender_concept = stdexec::sender_tag;
  using value = T;
};
struct async_scope {
  template <stdexec::sender S> void spawn(S &&) { ::std::abort(); }
  template <stdexec::sender S> auto spawn_future(S &&) -> __future<stdexec::value_of_t<S>> { ::std::abort(); }
  template <stdexec::sender S> [[nodiscard]] auto nest(S &&) -> __nest_sender<stdexec::value_of_t<S>> {
    ::std::abort();
  }
  template <stdexec::sender S> [[nodiscard]] auto when_empty(S &&) const -> __when_empty_sender { ::std::abort(); }
  [[nodiscard]] auto on_empty() const -> __when_empty_sender;
  bool request_stop() noexcept;
};
} // namespace __scope
using __scope::async_scope;
} // namespace experimental::execution
namespace exec = experimental::execution;
