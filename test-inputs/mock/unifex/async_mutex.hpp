#pragma once
#include <unifex/sender_concepts.hpp>

namespace unifex {
class async_mutex {
  class lock_sender {
  public:
    using result_type = void;
  };

public:
  async_mutex() noexcept;
  ~async_mutex();
  [[nodiscard]] bool try_lock() noexcept;
  [[nodiscard]] lock_sender async_lock() noexcept;
  void unlock() noexcept;
};
} // namespace unifex
