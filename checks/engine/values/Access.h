// Which objects an expression knows, and which of them it may change: proven from what types and
// visible code say, and what can't be told apart is taken for one object.
#pragma once
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

/// An object that an expression names, and whether it may be changed there.
struct Access {
  const clang::ValueDecl *object =
      nullptr; ///< a variable, or a field of this object; null: this object as a whole
  const clang::CXXRecordDecl *type =
      nullptr; ///< the class of what is reached through it, where it is known
  bool changes = false;
};

/// All that an expression names, in the order of the text.
llvm::SmallVector<Access, 8> accessesIn(const clang::Expr &expression);

/// Whether the function, as far as it can be seen, uses a variable of the program that isn't
/// constant.
/// @param depth how many calls are followed
bool usesProgramState(const clang::FunctionDecl &function, unsigned depth);

/// Whether two calls could run at the same time as far as the objects go that they are given:
/// nothing that one of them may change is known to the other, and neither is seen to use a variable
/// of the program.
bool shareNothingChanging(const clang::CallExpr &one, const clang::CallExpr &other);

} // namespace corolint
