// Which ways lead through a body: questions to the control-flow graph. Its edges are those that the code spells out; that any call
// or await may throw isn't a path here.
#pragma once
#include "checks/engine/Body.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <memory>
#include <optional>

namespace corolint {

/// The end of a path that never passes what it should.
struct MissedPath {
  const clang::Stmt *exit = nullptr; ///< the return, throw or repeated declaration that ends it; null: the end of the body
};

class Paths {
public:
  explicit Paths(const Body &body);

  /// Whether there is a graph: not for the patterns of templates.
  bool exist() const { return graph_ != nullptr; }

  /// A path from behind a local variable's declaration out of the function, or back to the declaration, on which no statement passes
  /// the test; none where all do. Paths that end in a call that doesn't return, or in a macro (the failure of an assertion), don't count.
  std::optional<MissedPath> missing(const clang::VarDecl &from, llvm::function_ref<bool(const clang::Stmt &)> passes) const;

  /// Whether a path leads from behind one statement to another on which nothing between passes the test.
  bool lead(const clang::Stmt &from, const clang::Stmt &to, llvm::function_ref<bool(const clang::Stmt &)> passes) const;

private:
  std::unique_ptr<clang::CFG> graph_;
};

} // namespace corolint
