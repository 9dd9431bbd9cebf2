// What a function does, after the call that was given it has returned or suspended, with something
// that it only refers to: on every way, by every name that stands for it, and through whatever else
// it hands it to.
#pragma once
#include "checks/engine/values/Referent.h"

namespace corolint {

/// What a coroutine does with a referent after it was suspended.
struct LaterUse {
  enum { No, Yes, Unseen } answer = Unseen;       ///< Unseen: there is no body to look at
  const clang::FunctionDecl *coroutine = nullptr; ///< its definition; null where that is elsewhere
  clang::SourceLocation
      suspension; ///< where it suspends; the function itself where it starts suspended
  clang::SourceLocation use;
  bool startsSuspended = false; ///< it is suspended before it does anything
};

/// When a lazy coroutine begins.
enum class Begins {
  Later, ///< when somebody awaits its task
  Now,   ///< perhaps inside of the call that it is handed to: only what it uses after its first own
         ///< suspension is used later
};

/// Follows the referent through plain functions that only return another's task, through awaiters
/// that keep it, and through the calls whose tasks the coroutine awaits.
LaterUse usedLater(const clang::FunctionDecl &function, const Referent &referent, Unit &unit,
                   Begins begins = Begins::Later);

} // namespace corolint
