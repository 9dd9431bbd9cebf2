// Errors that are an answer rather than a failure: whoever catches them by their own type knows
// what happened.
#pragma once

namespace clang {
class CXXCatchStmt;
class CXXRecordDecl;
class CXXTryStmt;
} // namespace clang

namespace corolint {

class Body;
class Unit;

/// Whether exceptions of the class tell work to stop: a model says so of it or of a base, code that
/// asks a stop token throws it, or its name says so.
bool isCancellation(const clang::CXXRecordDecl &error, Unit &unit);

/// The class that awaits of a coroutine type throw when they find that its work is to stop, as its
/// own definition shows; null where none is seen.
const clang::CXXRecordDecl *cancellationThrownBy(const clang::CXXRecordDecl &task, Unit &unit);

/// Whether the class's name says that something was looked up and isn't there: `no_such_table`,
/// `KeyNotFound`.
bool isLookupMiss(const clang::CXXRecordDecl &error);

/// Whether it is what a limit of the `try` throws when the time is over: a class that says so, and
/// an await with a time in it, or with something that is called a limit.
bool isExpiry(const clang::CXXRecordDecl &error, const Body &body,
              const clang::CXXTryStmt &attempt);

/// The class of what a handler catches; null for `...` and what isn't a class.
const clang::CXXRecordDecl *caughtClass(const clang::CXXCatchStmt &handler);

} // namespace corolint
