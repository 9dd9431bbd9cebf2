// What runs, of what a function that starts work is given.
#pragma once
#include "clang/AST/ExprCXX.h"

namespace corolint {

class Unit;

struct Work {
  const clang::Expr *expression = nullptr;   ///< the task or callable; null where neither was found
  const clang::FunctionDecl *runs = nullptr; ///< the function that gives it or is run as one
};

/// The task or callable in an argument, through what moves, wraps and binds it.
Work workOf(const clang::Expr &argument, Unit &unit);

/// The function whose task an expression is, through what wraps it; null where it can't be told.
const clang::FunctionDecl *runBy(const clang::Expr &task, Unit &unit);

/// Whether the value of an expression is a task, or refers to one.
bool isTask(const clang::Expr &expression, Unit &unit);

/// The call operator of a closure's type; null of any other.
const clang::FunctionDecl *lambdaOperator(clang::QualType type);

} // namespace corolint
