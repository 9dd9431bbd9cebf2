// Where code is mentioned, and what then becomes of it: whether it is called there, awaited,
// started in the background, or kept to be called when something happens.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

class Unit;

/// Where code is mentioned, and what then becomes of it. Lambdas are code of their own, mentioned
/// where they are written.
struct Mention {
  enum How {
    Called,     ///< runs within the code that mentions it
    Awaited,    ///< the same, and whoever mentions it waits
    Started,    ///< runs in the background
    Registered, ///< kept, to be called when something happens
  } how = Called;
  const clang::FunctionDecl *by = nullptr; ///< the code that mentions it
  const clang::Expr *at = nullptr;
  const clang::Expr *await = nullptr;      ///< of Awaited: the suspension
  const clang::ValueDecl *local = nullptr; ///< called on an object of the caller's own: that object
  const clang::ValueDecl *executor =
      nullptr; ///< of Awaited: the member that it is sent to, `co_spawn(strand_, f(), ...)`
  bool sameObject = true;  ///< called on this object, or on none
  bool repeated = false;   ///< in a loop, or for each event
  bool serialised = false; ///< handed to what runs one at a time
};

/// The function or lambda that a statement mentions; null for others.
const clang::FunctionDecl *mentionedCode(const clang::Stmt &statement);

/// What becomes of the code that a statement of the body mentions.
Mention mentionAt(const Body &body, const clang::Expr &code, Unit &unit);

} // namespace corolint
