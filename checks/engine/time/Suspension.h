// Where a coroutine suspends, and what a suspension meets: which statements run before and after
// it, and what is alive at it.
//
// The ways are those of the control-flow graph, and from what stands in a `try` also those into its
// handlers. The pattern of a template has no graph: there the order of the text stands in for it,
// and whoever asks gets fewer answers, never wrong ones of an instantiation.
#pragma once
#include "checks/engine/code/Body.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <memory>

namespace corolint {

/// Whether a walk goes on behind a statement.
enum class Walk { On, Stop };

/// Something that is alive at a suspension besides plain values.
struct Alive {
  const clang::VarDecl *variable = nullptr; ///< a local or a by-value parameter
  const clang::MaterializeTemporaryExpr *temporary =
      nullptr; ///< a temporary of the suspension's full expression
};

class Suspensions {
public:
  explicit Suspensions(const Body &body);

  const Body &body() const { return body_; }

  /// Every `co_await` and `co_yield` that may suspend, in the order of the text. Awaiters that are
  /// always ready don't count.
  llvm::ArrayRef<const clang::Expr *> all() const { return all_; }

  /// Visits each statement that can run behind `start` (null: from the beginning of the body), each
  /// once; not what lies behind a statement that answers Stop.
  void walkFrom(const clang::Stmt *start,
                llvm::function_ref<Walk(const clang::Stmt &)> visit) const;

  /// The suspensions that can run behind `start` before a statement that `ends` the way, in the
  /// order of the text.
  llvm::SmallVector<const clang::Expr *, 4>
  reachedFrom(const clang::Stmt *start, llvm::function_ref<bool(const clang::Stmt &)> ends) const;

  /// A suspension, and the first of the statements that pass the test behind it; nulls where there
  /// is none.
  struct Use {
    const clang::Expr *suspension = nullptr;
    const clang::Stmt *use = nullptr;
    explicit operator bool() const { return use != nullptr; }
  };
  /// Only suspensions that pass the second test count, if there is one.
  Use usedAfter(llvm::function_ref<bool(const clang::Stmt &)> uses,
                llvm::function_ref<bool(const clang::Expr &)> counts = {}) const;

  /// The locals and by-value parameters in scope and the temporaries that live at a suspension. A
  /// variable that was moved from or released is alive all the same: what it then holds is the
  /// asker's to follow with reachedFrom().
  llvm::SmallVector<Alive, 8> aliveAt(const clang::Expr &suspension) const;

  /// The statement whose end is the end of a local's life: the block, or the loop or condition that
  /// declares it. Null for parameters.
  const clang::Stmt *scopeOf(const clang::VarDecl &variable) const;

private:
  /// Adds the temporaries that are made inside of a statement.
  void addTemporaries(const clang::Stmt &around, llvm::SmallVectorImpl<Alive> &result) const;

  const Body &body_;
  std::unique_ptr<clang::CFG> graph_;
  llvm::SmallVector<const clang::Expr *, 8> all_;
  llvm::DenseMap<const clang::VarDecl *, const clang::DeclStmt *> declarations_;
  llvm::DenseMap<const clang::Stmt *, const clang::CFGBlock *> handlers_;
  llvm::DenseMap<const clang::Stmt *, std::pair<const clang::CFGBlock *, unsigned>> positions_;
};

/// Whether an await can throw as far as its types tell: not when what takes the result up is
/// noexcept.
bool mayThrow(const clang::Expr &suspension);

/// Whether two expressions name the same object: the same variable, or the same members of the same
/// object, through pointers too.
bool sameObject(const clang::Expr &one, const clang::Expr &other);

/// The variable or field at the root of an object expression: `x` of `x`, `x.y.z`, `x->y`, `*x`;
/// null for `this->y`, calls and the like.
const clang::VarDecl *rootVariable(const clang::Expr &object);

} // namespace corolint
