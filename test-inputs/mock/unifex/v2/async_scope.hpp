#pragma once
#include <cstdlib>
#include <unifex/sender_concepts.hpp>

namespace unifex::v2 {
namespace _async_scope {
struct async_scope final {
  async_scope() noexcept;
  async_scope(async_scope &&) = delete;
  ~async_scope();
  [[nodiscard]] auto join() noexcept -> _mock::sender<void>;
  template <class Sender> [[nodiscard]] auto nest(Sender &&) -> _mock::sender<_mock::result_t<Sender>> {
    ::std::abort();
  }
};
} // namespace _async_scope
using _async_scope::async_scope;
} // namespace unifex::v2
