// What is bound to the thread that took it: locks of thread mutexes, and the scopes that a model
// names (log contexts, allocation sections). Told from the type: a mutex is what has a `lock()`
// that returns nothing and an `unlock()`; one whose `lock()` is awaited is no thread's.
#pragma once
#include "checks/engine/code/Body.h"
#include "clang/AST/Type.h"
#include <string>

namespace corolint {

class Unit;

/// Whether `lock()` of this type blocks the thread, and only the thread that locked may unlock.
bool isThreadMutex(clang::QualType type, Unit &unit);

/// What holding a value of a type means.
struct HeldType {
  enum Kind { Nothing, Lock, Scope } kind = Nothing;
  clang::QualType mutex; ///< of a Lock, where it is known
  std::string reason;    ///< of a Scope: the model's words
  explicit operator bool() const { return kind != Nothing; }
};

/// What a value of this type holds until it is destroyed.
HeldType heldBy(clang::QualType type, Unit &unit);

/// What a handle holds that a member gave which locks: `auto locked = guarded.lockExclusive()`,
/// whose
/// `->` leads to what the lock protects.
HeldType heldByLocking(const clang::Expr &initialiser, Unit &unit);

/// What an expression does with a guard or a mutex whose name it is part of.
enum class HoldEvent { None, Acquire, Release };

/// What becomes of what the variable holds where it is named.
HoldEvent eventAt(const Body &body, const clang::DeclRefExpr &guard);

/// Whether the initialiser of a guard takes the lock: not a default constructor, and not one that
/// is told to wait (`std::defer_lock`).
bool acquires(const clang::Expr *initialiser);

} // namespace corolint
