// Objects that are waited for and then read themselves, and that say by a member what went wrong:
// `co_await reply; parse(reply->readAll());`.
#pragma once
#include "checks/engine/code/Body.h"
#include <optional>

namespace corolint {

/// An object that is read although nobody asks whether its work succeeded.
struct UnaskedObject {
  const clang::VarDecl *variable = nullptr;
  const clang::CXXMethodDecl *error = nullptr; ///< the member that would tell
  const clang::CXXMemberCallExpr *read = nullptr;
};

/// The object that an await gives or waits for, where its class tells by a member what went wrong
/// (an enumeration whose zero is success), and all that is done with it behind is to read its
/// content: nobody else has it, and nothing that is asked of it could tell.
std::optional<UnaskedObject> unaskedObjectOf(const Body &body, const clang::CoawaitExpr &await);

} // namespace corolint
