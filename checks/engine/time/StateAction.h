// What changes a state that outlives a coroutine: flags, counters, values that are put back,
// pointers that are emptied again.
#pragma once
#include "checks/engine/time/Action.h"

namespace corolint {

/// This object, a member of something, an element of a container, a global, what a reference or a
/// shared pointer leads to: but not a local.
bool outlivesCoroutine(const clang::Expr &object);

/// What a pointer, an optional or a smart pointer is, and can be made to hold nothing.
bool canBeEmpty(const clang::Expr &object);

/// Whether the value is the literal `true` or `false` that is wanted.
bool isTrue(const clang::Expr &value, bool wanted);

/// Whether the method is std::atomic's.
bool isStdAtomic(const clang::CXXMethodDecl &method);

/// `old = std::exchange(object, other)`: one function of the standard library that returns what it
/// overwrites.
bool isExchange(const clang::CallExpr &call);

/// What a statement begins or ends by changing an object, given what is known of it already: none
/// where the object doesn't outlive the coroutine.
Action counted(const clang::Expr &object, bool up, Action action);
/// Only from true to false: the other way round is often progress, not a restoration.
Action flagged(const clang::Expr &object, const clang::Expr &value, Action action);
Action assigned(const clang::Expr &object, const clang::Expr &value, Action action);
/// `state_ = State::Busy;` behind `if (state_ == State::Busy) co_return;`, which begins what
/// another state ends.
Action stateSet(const clang::BinaryOperator &assignment, const Body &body, Action action);
/// `x = nullptr`: ends what set it, and may begin something that puts it back.
Action emptied(const clang::Expr &object, Action action);
/// `flag.store(true)`, `count.fetch_add(1)`.
Action atomicCall(const clang::CXXMemberCallExpr &call, const clang::CXXMethodDecl &method,
                  Action action);
/// `++count`, `count -= 2`, `flag = true` of classes.
Action operated(const clang::CXXOperatorCallExpr &operation, Action action);

} // namespace corolint
