// What blocks the thread that a coroutine runs on: which call, why, by which way through ordinary functions, and what suspends instead.
#pragma once
#include "checks/engine/Body.h"
#include "checks/Models.h"
#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/DenseSet.h"
#include <optional>
#include <string>
#include <vector>

namespace corolint {

class Unit;

/// One thing in a body that blocks.
struct BlockingSite {
  const clang::Stmt *at = nullptr; ///< the call, construction or loop, in the body that was asked about
  BlockingKind kind = BlockingKind::Wait;
  std::string callee;      ///< what blocks, by its unqualified name; empty for a loop that only spins
  std::string reason;      ///< "until another thread sets the result"; may be empty
  bool deadlocks = false;  ///< can never finish where the thread is the only one
  const clang::Expr *task = nullptr;     ///< of SyncWait: the task that is waited for
  const clang::Expr *duration = nullptr; ///< of sleeps
  const SiblingRow *sibling = nullptr;   ///< where the awaitable form of the callee says that it blocks
  const clang::CallExpr *call = nullptr; ///< what blocks, where it is a call

  /// The calls below `at` that lead to what blocks, in run-time order, the last blocks; empty where `at` itself does.
  struct Through {
    const clang::Stmt *call = nullptr;
    const clang::FunctionDecl *in = nullptr; ///< whose body the call stands in
  };
  std::vector<Through> path;
};

/// Edits that make an awaitable form of a blocking call.
struct Replacement {
  std::string title;
  llvm::SmallVector<clang::FixItHint, 3> edits; ///< may be empty: then it is advice only
  std::string text;                             ///< as advice shows it
};

/// The questions about blocking, for one translation unit.
class Blocking {
public:
  explicit Blocking(Unit &unit) : unit_(unit) {}

  /// What blocks in this body, in source order. Silent about waits of zero duration, results that are known to be there, and what stands
  /// behind a hop to another executor (but for waiting for a task, which needs no thread at all).
  std::vector<BlockingSite> in(const Body &body);

  /// What does the same and suspends, in the coroutine's own library; none where that isn't known.
  std::optional<Replacement> replacement(const Body &body, const BlockingSite &blocking);

  const Unit &unit() const { return unit_; }

private:
  class Search;
  /// The first thing that blocks in an ordinary function, at most so many calls below.
  const BlockingSite *inFunction(const clang::FunctionDecl &function, unsigned depth);
  std::vector<BlockingSite> search(const Body &body, unsigned depth);

  Unit &unit_;
  llvm::DenseMap<const clang::FunctionDecl *, std::optional<BlockingSite>> functions_;
};

/// Whether the function is, or stands in, the body of a test or benchmark: one that a macro defines, or that a model calls an entry point.
bool isTestBody(const clang::FunctionDecl &function, const Models &models);

} // namespace corolint
