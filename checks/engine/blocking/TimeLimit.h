// Whether something ends an await after a time, or may cancel it: in its expression, at its caller,
// or from another coroutine.
#pragma once
#include "checks/engine/code/Body.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

class Unit;

/// The limits that the code of one translation unit sets.
class TimeLimits {
public:
  explicit TimeLimits(Unit &unit);

  /// Whether the wait of a call, awaited in this body, is bounded: an argument of it says how long
  /// or when to stop; a function around it does; its object has a deadline, or is closed by a
  /// timer; whoever calls the coroutine bounds it, or has to, since the coroutine only hands the
  /// wait on.
  bool bounds(const Body &body, const clang::CallExpr &wait) const;

  /// The parameter by which the call could have been bounded: one for a time or a token that has a
  /// default. Null where there is none.
  const clang::ParmVarDecl *unusedLimit(const clang::CallExpr &wait) const;

  const Unit &unit() const { return unit_; }

private:
  class Survey;

  /// Whether a function that sets a deadline is called on this object before the wait, in the body
  /// or, of a lambda, in the one around it.
  bool isDeadlineSet(const Body &body, const clang::CallExpr &wait) const;

  /// Whether the object of the wait has a deadline that wasn't taken away again before.
  bool isLimitedAt(const Body &body, const clang::CallExpr &wait) const;

  /// Whether the callee's parameter takes how long to wait, or who says when to stop.
  bool isLimit(const clang::FunctionDecl &callee, unsigned parameter) const;

  Unit &unit_;
  llvm::DenseSet<const clang::FunctionDecl *>
      bounded_; ///< called where a limit stands around, directly or not
  llvm::DenseSet<const clang::FunctionDecl *>
      setters_; ///< members that set a deadline for what their object does next
  llvm::DenseSet<const clang::ValueDecl *>
      limited_; ///< variables and fields that have a deadline or are closed by a timer
};

} // namespace corolint
