#pragma once

namespace folly {
struct Unit {};
inline constexpr Unit unit{};
} // namespace folly
