// A coroutine's last statement closes a channel that others wait on, counts a latch down, or sets
// an event: an exception of what stands before it leaves them waiting for ever.
#pragma once
#include "checks/engine/time/Suspension.h"

namespace corolint {

class Unit;

struct ChannelEnd {
  const clang::CallExpr *at = nullptr; ///< `results->close()`, `ended_.set()`
  const clang::Expr *object = nullptr; ///< the channel or latch, or the pointer to it
  const clang::Expr *throws = nullptr; ///< an await before it, past whose exception nothing is done
  explicit operator bool() const { return at != nullptr; }
};

/// The first such call among the last statements of a coroutine. A channel is a class whose name
/// says so and that has a member which can be awaited; it isn't this coroutine's own, which would
/// take those who wait along. An event is a member that another function of its class awaits.
ChannelEnd skippedChannelEnd(const Suspensions &suspensions, Unit &unit);

} // namespace corolint
