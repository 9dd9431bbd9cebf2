// Results that live where the next call of the same function puts its own: `inet_ntoa(a)`, a
// function that fills a variable of its thread and returns a reference to it. Who keeps the
// reference while others run may find their result in it.
#pragma once
#include "clang/AST/Expr.h"

namespace corolint {

class Unit;

/// Where a call's result lives, if the next call overwrites it.
struct ReusedBuffer {
  const clang::FunctionDecl *function = nullptr; ///< null for none
  const clang::Stmt *written =
      nullptr;             ///< where its body overwrites it; null for a model's function
  bool isOfThread = false; ///< each thread has its own
  explicit operator bool() const { return function != nullptr; }
};

/// What a reference or pointer refers to that the expression initialises: `f(x)`, `&f(x)`.
ReusedBuffer reusedBufferBehind(const clang::Expr &source, Unit &unit);

} // namespace corolint
