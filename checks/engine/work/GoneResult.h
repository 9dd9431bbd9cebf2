// Results of coroutines that refer to what is gone when they are looked at.
#pragma once
#include "checks/engine/code/Body.h"
#include <optional>

namespace corolint {

class Unit;

/// What is gone.
struct GoneResult {
  enum Kind {
    Own,   ///< what the coroutine itself owned
    Task,  ///< the task, which a reference to its result points into
    Value, ///< the awaited result, which a view shows
  } kind = Own;
  const clang::VarDecl *local = nullptr; ///< of Own: null where it is a temporary
  clang::QualType type;                  ///< of Own: what the caller gets
  const clang::Stmt *at = nullptr;       ///< of Task and Value: what makes it
};

/// Whether the caller of a coroutine gets a view of, a pointer or a reference to something that the
/// coroutine owned.
std::optional<GoneResult> goneAtReturn(const Body &body, const clang::CoreturnStmt &result,
                                       Unit &unit);

/// Whether a variable refers to a result of an await that is gone with its full expression.
std::optional<GoneResult> goneAtOnce(const Body &body, const clang::VarDecl &variable, Unit &unit);

/// The `&` or `&&` in the declaration of a reference; invalid where there is none.
clang::SourceLocation referenceSigil(const clang::DeclaratorDecl &declaration);

/// The edits that make `T p` of a parameter `const T &p` or `T &&p` in every declaration: the
/// coroutine's frame then owns its copy. Empty where that can't be written, and for plain
/// functions.
llvm::SmallVector<clang::FixItHint, 2> byValueEdits(const clang::FunctionDecl &function,
                                                    const clang::ParmVarDecl &parameter);

} // namespace corolint
