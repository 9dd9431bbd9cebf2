#pragma once
#include <cstdlib>

namespace tl {
template <typename type, typename error_type> class [[nodiscard]] expected {
public:
  expected(expected &&) noexcept;
  ~expected();
  auto has_value() const noexcept -> bool;
  explicit operator bool() const noexcept;
  auto value() & -> type &;
  auto value() && -> type &&;
  auto operator*() & -> type &;
  auto operator->() -> type *;
  auto error() & -> error_type &;
  auto error() const & -> const error_type &;
  template <typename other> auto value_or(other &&) const & -> type { ::std::abort(); }
};
template <typename error_type> class [[nodiscard]] expected<void, error_type> {
public:
  expected(expected &&) noexcept;
  auto has_value() const noexcept -> bool;
  explicit operator bool() const noexcept;
  auto value() const -> void;
  auto error() const & -> const error_type &;
};
} // namespace tl
namespace coro {
template <typename type, typename error_type> using expected = tl::expected<type, error_type>;
} // namespace coro
