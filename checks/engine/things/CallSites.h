// Where the functions of a translation unit are called.
#pragma once
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Preamble.h"
#include "llvm/ADT/DenseMap.h"

namespace corolint {

class Unit;

/// Kept by the Unit; the walk through the user's code is made when it is first asked. What stands
/// in a preamble is walked through only where something of the name is mentioned.
class CallSites {
public:
  struct Site {
    const clang::CallExpr *call = nullptr;
    const clang::FunctionDecl *in = nullptr; ///< the function whose body it stands in
  };
  /// The calls of a function that name it directly, those of its template's instantiations among
  /// them.
  llvm::SmallVector<Site, 2> of(const clang::FunctionDecl &function, Unit &unit);

private:
  Unvisited unvisited_;
  llvm::DenseMap<const clang::FunctionDecl *, llvm::SmallVector<Site, 2>> sites_;
};

} // namespace corolint
