// Coroutines that use their object after a suspension although nothing in their frame keeps it:
// that of a class made for shared ownership, of one whose destructor stops what its objects have
// started and doesn't wait until it has, of one whose objects somebody is seen to delete, or of one
// whose own members ask whether the object is still there.
#pragma once
#include "checks/Metadata.h"
#include "checks/engine/work/Destruction.h"
#include "checks/engine/work/LaterUse.h"
#include "checks/engine/work/Watcher.h"
#include <optional>

namespace corolint {

/// A use of an object that nobody keeps.
struct UnheldSelf {
  LaterUse later;
  const clang::Expr *work = nullptr; ///< what is started: a call on `this`, or a lambda over it
  Confidence confidence = Confidence::Medium;
  std::optional<UnwaitedStop> stop;     ///< how the destructor ends it, where that is what shows it
  const clang::Stmt *deleted = nullptr; ///< where an object is deleted, where that is what shows it
  std::optional<Watcher> watcher; ///< the member that expects the end, where that is what shows it
};

/// The use of `this` in a coroutine whose callers let it run on by itself: its type can't be
/// awaited, or is a handle of work that runs whether or not anybody keeps it, and no caller is seen
/// to wait for it. None where the coroutine takes a reference to its own object.
std::optional<UnheldSelf> usesUnheldThis(const Body &body, Unit &unit);

/// The same of what a call starts in the background without a reference to this object:
/// `spawn(run())`, `spawn([this]() -> task<> {...})`.
std::optional<UnheldSelf> startsUnheldThis(const Body &body, const clang::CallExpr &call,
                                           Unit &unit);

} // namespace corolint
