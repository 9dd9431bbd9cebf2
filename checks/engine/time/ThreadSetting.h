// A variable of the thread that a coroutine sets and puts back: between the two others run on the
// thread, and behind a suspension it may be another one's.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

/// One statement that writes a `thread_local` variable.
struct ThreadWrite {
  const clang::VarDecl *variable = nullptr;
  const clang::Stmt *at = nullptr;
  bool putsBack = false; ///< to nothing, `context = nullptr`, `context.reset()`, or to what a local
                         ///< has kept of it
};

/// Those of a body, in the order of the text; what only counts in it isn't one.
llvm::SmallVector<ThreadWrite, 4> threadWritesOf(const Body &body);

} // namespace corolint
