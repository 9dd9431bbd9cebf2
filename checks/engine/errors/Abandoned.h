// Loops over started tasks that the first failure leaves, so that nobody sees what became of the
// rest.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

class Unit;

/// What an expression takes in such a loop: the variable over which the loop goes.
struct Abandoned {
  const clang::VarDecl *container = nullptr; ///< null: it is no such expression
  bool running = false; ///< the tasks may still run; otherwise they are done, and their errors lost
};

/// `for (auto &task : started) co_await task;`, `for (auto &f : done) f.get();`, asked for the
/// await or the call. Nothing in the loop catches what it throws, or asks the task before.
Abandoned abandonedBy(const Body &body, const clang::Expr &taking, Unit &unit);

} // namespace corolint
