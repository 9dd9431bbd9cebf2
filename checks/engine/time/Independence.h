// Whether two awaits could run at the same time: no data flows from one to the other, and no object
// that one may change is known to the other.
//
// Proven from what types and visible code say, never guessed: what can't be told apart is taken for
// one object, and a call that gives nothing was made for its effect, so that only the same call
// with other data is comparable with it.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

class Unit;

/// An await that could have started before another had ended.
struct Sequential {
  const clang::CoawaitExpr *later = nullptr;
  const clang::CoawaitExpr *earlier =
      nullptr;                       ///< of a loop: the same await, for the element before
  const clang::Stmt *loop = nullptr; ///< the loop over a range whose turns are independent
};

/// The awaits of a body that wait for an earlier one without need, in the order of the text.
llvm::SmallVector<Sequential, 4> sequentialAwaits(const Body &body, Unit &unit);

/// The call whose task an await waits for; null where it waits for something else, such as a
/// variable or an operation that isn't a task.
const clang::CallExpr *awaitedCall(const clang::CoawaitExpr &await, Unit &unit);

} // namespace corolint
