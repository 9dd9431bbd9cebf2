// Errors that an await leaves in a variable, as a completion token says that it is given:
// `co_await async_read(socket, buffer, redirect_error(use_awaitable, ec))`.
#pragma once
#include "checks/engine/code/Body.h"
#include "checks/engine/values/Paths.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <optional>

namespace corolint {

class Unit;

/// The errors of one body.
class FilledErrors {
public:
  FilledErrors(const Body &body, Unit &unit);

  /// The local variable that an await fills, where nobody else can read it; null for others.
  const clang::VarDecl *variableOf(const clang::CoawaitExpr &await) const;

  /// Whether nothing ever reads the variable.
  bool isNeverRead(const clang::VarDecl &variable) const;

  /// Where the next statement of the block that names the await's variable fills it again; null
  /// where it does something else.
  const clang::DeclRefExpr *overwritten(const clang::CoawaitExpr &await) const;

  /// Whether no path leads from the await to where its error is read, though others that the
  /// variable had are.
  bool isReadNowhereFrom(const clang::CoawaitExpr &await);

private:
  const Body &body_;
  llvm::SmallPtrSet<const clang::DeclRefExpr *, 4> fills_; ///< the variables' names in the tokens
  llvm::DenseMap<const clang::CoawaitExpr *, const clang::DeclRefExpr *> filledBy_;
  std::optional<Paths> paths_; ///< made when they are first asked for
};

} // namespace corolint
