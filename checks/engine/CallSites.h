// Where the functions of a translation unit are called.
#pragma once
#include "checks/engine/Body.h"
#include "llvm/ADT/DenseMap.h"

namespace corolint {

class Unit;

/// Kept by the Unit; the walk through the user's code is made when it is first asked.
class CallSites {
public:
  struct Site {
    const clang::CallExpr *call = nullptr;
    const clang::FunctionDecl *in = nullptr; ///< the function whose body it stands in
  };
  /// The calls of a function that name it directly, those of its template's instantiations among
  /// them.
  llvm::ArrayRef<Site> of(const clang::FunctionDecl &function, Unit &unit);

private:
  bool surveyed_ = false;
  llvm::DenseMap<const clang::FunctionDecl *, llvm::SmallVector<Site, 2>> sites_;
};

} // namespace corolint
