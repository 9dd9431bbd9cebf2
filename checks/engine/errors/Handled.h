// What becomes of an error on each path through the code that receives it: a handler, a completion
// callback, a promise's unhandled_exception. One definition of "handled" for all checks.
//
// An error is handled when it is rethrown, carried by another one, ends the process, is used
// (handed to a call, logged, stored), or is turned into something that the caller or the code
// behind the handler sees.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

class Unit;

enum class ErrorEnd {
  Rethrown,   ///< `throw;`, std::rethrow_exception
  Carried,    ///< inside of a new exception
  Replaced,   ///< another exception is thrown that knows nothing of it
  Terminated, ///< a call that doesn't return
  Used,       ///< the error itself is looked at, handed on or stored
  Kept,     ///< a flag or a value that is examined behind the handler, or outside of the function,
            ///< tells of it
  Returned, ///< the caller gets a value that tells of it
  Reacted,  ///< something is done that doesn't look at it
  Dropped,  ///< nothing
};

/// One way through, by where it ends.
struct ErrorPath {
  ErrorEnd end = ErrorEnd::Dropped;
  const clang::Stmt *leaves =
      nullptr;         ///< the return, throw, break ... that ends it; null: the end of the handler
  bool partly = false; ///< of Dropped: a branch that leads here did handle it
  bool used = false;   ///< whatever the end, the error was used on the way, say logged
  bool stored = false; ///< the error itself was put where the code behind the handler finds it
};

struct Handling {
  llvm::SmallVector<ErrorPath, 4> paths;

  const ErrorPath *find(ErrorEnd end) const;
  /// The path on which nothing becomes of the error, or null.
  const ErrorPath *dropped() const { return find(ErrorEnd::Dropped); }
  /// Whether nothing becomes of the error on any path: code that looks at it on one path only
  /// decides which errors count.
  bool ignored() const;
  /// Whether every path ends in one of these.
  bool always(std::initializer_list<ErrorEnd> ends) const;
};

/// What becomes of the error that a handler catches, in it and behind it.
Handling handlingOf(const Body &body, const clang::CXXCatchStmt &handler, Unit &unit);

/// What becomes of an error that a callback is given.
Handling handlingOf(const Body &callback, const clang::ParmVarDecl &error, Unit &unit);

/// What becomes of the exception at hand in a function that is called with one, such as
/// unhandled_exception.
Handling handlingOfCurrent(const Body &function, Unit &unit);

/// Whether a function is part of a coroutine program's own error handling: a coroutine, a function
/// that returns a task, a member of a promise or awaiter, a callback that is handed the outcome of
/// one.
bool isCoroutineCode(const Body &body, Unit &unit);

/// How much a handler catches.
enum class Breadth {
  All,    ///< `...`
  Base,   ///< std::exception, or a class that other exceptions visible derive from
  Narrow, ///< one kind of error
};
Breadth breadthOf(const clang::CXXCatchStmt &handler);

/// Whether a class next to it derives from it.
bool hasDerivedNeighbour(const clang::CXXRecordDecl &record);

/// Whether a comment inside of the range says why: words, not a marker such as `TODO:` or `NOLINT`.
bool explainsItself(clang::SourceRange range, const clang::ASTContext &context);

bool isExceptionPtr(clang::QualType type);

/// `std::name(...)`.
bool callsStd(const clang::Stmt &statement, llvm::StringRef name);

} // namespace corolint
