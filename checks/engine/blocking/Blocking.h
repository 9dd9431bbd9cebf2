// What blocks the thread that a coroutine runs on: which call, why, by which way through ordinary
// functions, and what suspends instead.
#pragma once
#include "checks/Metadata.h"
#include "checks/Models.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/facts/Program.h"
#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/DenseSet.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

class Unit;

/// One thing in a body that blocks.
struct BlockingSite {
  const clang::Stmt *at =
      nullptr; ///< the call, construction or loop, in the body that was asked about
  BlockingKind kind = BlockingKind::Wait;
  std::string callee; ///< what blocks, by its unqualified name; empty for a loop that only spins
  std::string reason; ///< "until another thread sets the result"; may be empty
  Confidence confidence = Confidence::Medium;
  bool deadlocks = false;                ///< can never finish where the thread is the only one
  bool isDropped = false;                ///< what the call gives is dropped, and that blocks
  const clang::Expr *task = nullptr;     ///< of SyncWait: the task that is waited for
  const clang::Expr *duration = nullptr; ///< of sleeps
  const SiblingRow *sibling =
      nullptr; ///< where the awaitable form of the callee says that it blocks
  const clang::CallExpr *call = nullptr; ///< what blocks, where it is a call

  /// The calls below `at` that lead to what blocks, in run-time order, the last blocks; empty where
  /// `at` itself does.
  struct Through {
    clang::SourceLocation at;                      ///< of the call; invalid where it can't be shown
    std::string in;                                ///< whose body it stands in, as messages show it
    const clang::Stmt *call = nullptr;             ///< null where it stands in another file
    const clang::FunctionDecl *function = nullptr; ///< whose body it stands in; null likewise
  };
  std::vector<Through> path;
  std::optional<Question> elsewhere; ///< what only another file can tell
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

  /// What blocks in this body, in source order. Silent about waits of zero duration, results that
  /// are known to be there, and what stands behind a hop to another executor (but for waiting for a
  /// task, which needs no thread at all).
  std::vector<BlockingSite> in(const Body &body);

  /// What does the same and suspends, in the coroutine's own library; none where that isn't known.
  std::optional<Replacement> replacement(const Body &body, const BlockingSite &blocking);

  /// What blocks in an ordinary function, or may.
  struct Below {
    std::optional<BlockingSite> site; ///< the first of the surest
    std::vector<BlockingSite> open;   ///< where notes are taken for the program: calls that block
                                      ///< where a function of another file does
  };
  Below below(const Body &body) { return surest(search(body, 0)); }

  const Unit &unit() const { return unit_; }

private:
  class Search;
  struct Found {
    std::vector<BlockingSite> sites;
    std::vector<BlockingSite> open;
  };
  /// What blocks in an ordinary function, at most so many calls below.
  const Below &inFunction(const clang::FunctionDecl &function, unsigned depth);
  Found search(const Body &body, unsigned depth);
  static Below surest(Found found);

  Unit &unit_;
  std::map<const clang::FunctionDecl *, Below> functions_; // its entries stay where they are
};

/// Whether the function is, or stands in, the body of a test or benchmark: one that a macro
/// defines, or that a model calls an entry point.
bool isTestBody(const clang::FunctionDecl &function, const Models &models);

/// Whether a body is a generator's that awaits nothing: whoever iterates runs it, in their own
/// thread.
bool runsInItsCaller(const Body &body, Unit &unit);

} // namespace corolint
