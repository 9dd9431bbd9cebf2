// Which functions only run where blocking harms nobody: those that are handed to a pool or thread
// for blocking work.
#pragma once
#include "checks/engine/code/Preamble.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

class Unit;

/// All of a translation unit that is offloaded by a model: lambdas, and functions of which every
/// mention is `co_spawn(pool, work(), token)` or `std::thread(work)`. What they call in turn isn't:
/// a pool may also be what a whole program runs on.
/// The user's code is walked through when it is asked, and what stands in a preamble only where the
/// function is mentioned.
class Offloaded {
public:
  explicit Offloaded(Unit &unit) : unit_(unit) {}

  /// Of a template: whether its instances are.
  bool contains(const clang::FunctionDecl &function);

private:
  class Survey;

  Unit &unit_;
  Unvisited unvisited_;
  llvm::DenseSet<const clang::FunctionDecl *> lambdas_, spawned_, called_;
};

} // namespace corolint
