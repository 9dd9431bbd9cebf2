// Whom a call in a handler tells of an error that it isn't given: somebody who can act on it, the
// exception at hand's own asker, or only a log.
#pragma once
#include "clang/AST/Expr.h"

namespace corolint {

class Body;

/// `current_exception_as_future()`, `result.rethrow_with_nested()`, `inner.unhandled_exception()`:
/// who takes the exception at hand by itself says so.
bool takesExceptionAtHand(clang::DeclarationName function);

/// A function of the standard library, or a member of one of its classes.
bool isOfStd(const clang::FunctionDecl &function);

/// Whether the call writes a line to a log or the console, as the names say: of the function, its
/// class or namespace, the object, the macro.
bool writesToLog(const clang::CallExpr &call, const clang::ASTContext &context);

/// Whether all that the function does is to write lines to a log or the console.
bool onlyWritesToLog(const Body &function);

/// `log("text")`: at least one string, and nothing of the run.
bool isConstantReport(const clang::CallExpr &call);

/// `stream << "text"` with nothing of the run in it.
bool isConstantInsertion(const clang::CXXOperatorCallExpr &operation);

/// `FAIL();`, `QFAIL("text");`, `ADD_FAILURE() << text;`: a test's word for "this must not be".
bool isFailureMacro(const clang::Stmt &statement, const clang::ASTContext &context);

/// Whether a macro around the statement decides whether it runs, `CHECK(x)`, or says by its name
/// that it must not be reached, `ASSERT(false)`, `UNREACHABLE()`: not one that only shortens it.
bool isAssertion(const clang::Stmt &statement, const Body &body);

} // namespace corolint
