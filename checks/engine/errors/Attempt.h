// What a `try` is about: whose errors its handlers get, and whether those matter.
#pragma once
#include "checks/engine/code/Body.h"
#include <string>

namespace corolint {

class Unit;

/// Whether a comment above the `try` or the handler speaks of errors: it says why.
bool isExplainedAbove(const clang::CXXTryStmt &attempt, const clang::CXXCatchStmt &handler,
                      const clang::ASTContext &context);

/// Whether a comment above the whole statement that an expression stands in does.
bool isExplainedAbove(const Body &body, const clang::Expr &expression);

/// Whether an error that was kept before the try is rethrown behind it, and the try only closes
/// something, or is the last that is done: the first error is told.
bool cleansUpAfterError(const Body &body, const clang::CXXTryStmt &attempt);

/// Whether all that the try awaits is somebody's shared result, whose error others get, too.
bool awaitsShared(const Body &body, const clang::CXXTryStmt &attempt);

/// Whether an error of what the try does matters: not of work that handles all of its errors by
/// itself, nor of a single `socket.close()`, nor of a conversion, `n = std::stoi(text)`.
bool endsWork(const Body &body, const clang::CXXTryStmt &attempt, Unit &unit);

/// The awaits that stand in a part of a body.
llvm::SmallVector<const clang::CoawaitExpr *, 4> awaitsWithin(const Body &body,
                                                              const clang::Stmt &part);

/// Whether a handler gets every error of taking in connections, of which a peer's is none: the try
/// awaits nothing but `acceptor.async_accept()`, and the class is the one of all error codes.
bool endsAccepting(const Body &body, const clang::CXXTryStmt &attempt,
                   const clang::CXXCatchStmt &handler);

/// " of 'f'": what the try awaits first, or calls; empty where that has no name.
std::string culpritOf(const Body &body, const clang::CXXTryStmt &attempt);

/// Whether a statement stands in a `try`, so that its exception meets a handler: what that does is
/// another question.
bool isTried(const Body &body, const clang::Stmt &statement);

/// `try {...} catch (...) {} --readers_;`: whether something is done behind a `try` whatever became
/// of it, which names nothing that it has written: a `throw;` in the handler would skip that.
bool goesOnBehind(const Body &body, const clang::CXXTryStmt &attempt);

} // namespace corolint
