// Where objects are deleted.
#pragma once
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace corolint {

class Unit;

/// Kept by the Unit; the walk through the user's code is made when it is first asked.
class Deletions {
public:
  /// A place outside of the class where one of its objects is deleted, by `delete p` or
  /// `p->deleteLater()`, in a function that does nothing else with the object before; null where
  /// there is none, or where the class deletes its own objects.
  const clang::Stmt *of(const clang::CXXRecordDecl &record, Unit &unit);

private:
  void survey(Unit &unit);

  struct Places {
    const clang::Stmt *first = nullptr;
    bool isOwn = false;
  };
  llvm::DenseMap<const clang::CXXRecordDecl *, Places> places_;
  bool isSurveyed_ = false;
};

} // namespace corolint
