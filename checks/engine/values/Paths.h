// Which ways lead through a body: questions to the control-flow graph. Its edges are those that the
// code spells out; that any call or await may throw isn't a path here.
#pragma once
#include "checks/engine/code/Body.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <memory>
#include <optional>

namespace corolint {

/// The end of a path that never passes what it should.
struct MissedPath {
  const clang::Stmt *exit = nullptr; ///< the return, throw or repeated declaration that ends it;
                                     ///< null: the end of the body
};

class Paths {
public:
  explicit Paths(const Body &body);

  /// Whether there is a graph: not for the patterns of templates.
  bool exist() const { return graph_ != nullptr; }

  /// A path from behind a local variable's declaration out of the function, or back to the
  /// declaration, on which no statement passes the test; none where all do. Paths that end in a
  /// call that doesn't return, or where a macro leaves (the failure of an assertion), don't count.
  std::optional<MissedPath> missing(const clang::VarDecl &from,
                                    llvm::function_ref<bool(const clang::Stmt &)> passes) const;

  /// The same from behind a statement, for paths that return: those that end in a `throw` don't
  /// count either.
  std::optional<MissedPath> missing(const clang::Stmt &from,
                                    llvm::function_ref<bool(const clang::Stmt &)> passes) const;

  /// Whether a path leads from behind one statement to another on which nothing between passes the
  /// test.
  bool lead(const clang::Stmt &from, const clang::Stmt &to,
            llvm::function_ref<bool(const clang::Stmt &)> passes) const;

private:
  /// In front of an element of a block.
  struct Position {
    const clang::CFGBlock *block;
    unsigned element;
  };
  using Positions = llvm::SmallVector<Position, 1>;

  /// A path from one of the places out of the function on which no statement passes the test, or to
  /// a statement that begins it anew.
  std::optional<MissedPath> wayOut(const Positions &start,
                                   llvm::function_ref<bool(const clang::Stmt &)> passes,
                                   llvm::function_ref<bool(const clang::Stmt &)> restarts) const;

  const clang::ASTContext &context_;
  std::unique_ptr<clang::CFG> graph_;
  llvm::DenseMap<const clang::Stmt *, Positions> behind_; ///< the places behind a statement
  /// The places behind a declaration: the graph splits a `DeclStmt` of several variables.
  llvm::DenseMap<const clang::Decl *, Positions> declared_;
};

} // namespace corolint
