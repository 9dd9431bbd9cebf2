// Who closes what a coroutine waits on: a socket, an acceptor, a channel. What is closed fails each
// further operation at once.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

class Unit;

struct Closing {
  const clang::ValueDecl *object = nullptr; ///< the member that is closed
  const clang::CallExpr *at = nullptr;      ///< the call that closes it
  std::string operation;                    ///< the name of the call that is awaited
  explicit operator bool() const { return at != nullptr; }
};

/// The call in another function that closes a member which the operand of an await names; none
/// where the body closes or opens it itself, or where who closes it stops what runs the body, too.
Closing closingOf(const clang::Expr &operand, const Body &body, Unit &unit);

} // namespace corolint
