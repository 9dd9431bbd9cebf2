// Whether code behind a `try` learns that it failed: from a variable that the handler writes, or
// from what the try would have done.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

/// Whether the body reads the variable again after this write of it.
bool isReadLater(const Body &body, const clang::VarDecl &variable, const clang::Expr &write);

/// `try { r = co_await f(); } catch (...) { r = ""; } co_return r;`: the caller gets what a success
/// may give, too, as with `co_return "";` in the handler. Only of a variable that the try fills by
/// an await and that is returned as it is, since whoever looks at it may know; or of a
/// member that the try fills.
bool answersLikeSuccess(const Body &body, const clang::Expr &target, const clang::Expr &value,
                        const clang::Expr &write);

/// `catch (...) { r.emplace(); } done(*r);` of an optional: the same, made in it. Whoever is given
/// that can't know either.
bool emplacesLikeSuccess(const Body &body, const clang::CXXMemberCallExpr &call);

/// `try { co_return co_await limit(); } catch (...) { co_return 4; }`: one more number, where all
/// that a success gives are numbers that were worked out.
bool looksWorkedOut(const Body &body, const clang::Expr &value, const clang::Stmt &returning);

/// Whether code that is reached behind the try can tell that it failed: success leaves the try by
/// itself, or fills something that is examined behind it.
bool showsBehind(const Body &body, const clang::CXXTryStmt &attempt);

/// Whether it is tried again in a loop until it succeeds. A handler that handles the last error,
/// and only that, loses nothing then.
bool isTriedAgain(const Body &body, const clang::CXXTryStmt &attempt);

} // namespace corolint
