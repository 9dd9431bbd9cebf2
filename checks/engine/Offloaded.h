// Which functions only run where blocking harms nobody: those that are handed to a pool or thread
// for blocking work.
#pragma once
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

class Unit;

/// All of a translation unit that is offloaded by a model: lambdas, and functions of which every
/// mention is `co_spawn(pool, work(), token)` or `std::thread(work)`. What they call in turn isn't:
/// a pool may also be what a whole program runs on.
class Offloaded {
public:
  explicit Offloaded(Unit &unit);

  /// Of a template: whether its instances are.
  bool contains(const clang::FunctionDecl &function) const {
    return functions_.contains(writtenOf(function));
  }

private:
  class Survey;

  /// The declaration as it is written: of an instance its template's.
  static const clang::FunctionDecl *writtenOf(const clang::FunctionDecl &function);

  llvm::DenseSet<const clang::FunctionDecl *> functions_;
};

} // namespace corolint
