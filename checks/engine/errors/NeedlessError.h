// Errors that an await gives back, and that nobody may need: what fails then is of no use to know,
// is known already, or was left alone on purpose.
#pragma once
#include "clang/AST/ExprCXX.h"

namespace corolint {

class Body;
class Models;
class Unit;

/// Whether what an await gives, dropped, may be no loss: it only ends, sleeps or writes a line, is
/// the last word before the connection is closed, is a status by its shape alone that this code
/// drops by habit, or was reported before it was given back.
bool mayBeNeedless(const clang::CoawaitExpr &await, const Body &body, Unit &unit);

/// `co_await socket.write(text); // Ignore the error`, or a comment above, also above a row of such
/// statements: whoever wrote it has thought of the result.
bool isLeftUnreadOnPurpose(const clang::CoawaitExpr &await, const Body &body);

/// `co_await write(goodbye); close();`: a last word, and the connection ends whether or not it
/// arrives.
bool isLastWord(const clang::CoawaitExpr &await, const Body &body, Unit &unit);

/// An operation that fails only when its object was closed, `channel.async_receive(token)`.
bool tellsOfEnd(const clang::CoawaitExpr &await, const Models &models);

/// Whether an await gives what was declared `[[nodiscard]]`: what the compiler says of a call it
/// doesn't say of an await.
bool isNoDiscard(const clang::CoawaitExpr &await, Unit &unit);

} // namespace corolint
