// Code that doesn't go on: calls that end the process, or leave by an exception, and never return.
#pragma once
#include "clang/AST/Expr.h"

namespace corolint {

/// The function that a call calls; in a template also one whose arguments aren't known yet:
/// `__assert_fail("false", file, line, function)`.
const clang::FunctionDecl *calleeOf(const clang::CallExpr &call);

/// Whether calls of the function don't return: it says so, or its body can be seen and always ends
/// in a call of such a function.
bool neverReturns(const clang::FunctionDecl &function);

/// Whether evaluating this expression itself, apart from what is in it, doesn't end: a call that
/// doesn't return, a temporary whose destructor doesn't, as that of a fatal log line.
bool endsProcess(const clang::Stmt &expression);

/// The value of a condition that doesn't depend on the run, `if (!(false))` of an assertion; empty
/// of any other.
std::optional<bool> decidedByBuild(const clang::Expr *condition, const clang::ASTContext &context);

} // namespace corolint
