// Where a promise keeps the exception of its coroutine, and whether whoever awaits the coroutine
// looks there.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

/// A field that is given the exception at hand: of the promise, or of a state that it shares.
struct StoredError {
  const clang::FieldDecl *field = nullptr;
  const clang::Stmt *at = nullptr; ///< where it is stored
};

/// The field that a body puts the current exception into, by itself or through a function that can
/// be seen.
StoredError errorStoredBy(const Body &body);

/// The definition of a member by its name, in the class itself or a base; null where none is seen.
const clang::FunctionDecl *definedMember(const clang::CXXRecordDecl &record, llvm::StringRef name);

/// The coroutine type that an awaiter is, is nested in, or is local to the `operator co_await` of;
/// null where there is none.
const clang::CXXRecordDecl *coroutineTypeOf(const clang::CXXRecordDecl &awaiter);

/// The `await_resume` of the coroutine type that a promise is in, not that of the promise's own
/// awaiters; null where none is seen.
const clang::FunctionDecl *resumeBeside(const clang::CXXRecordDecl &promise);

/// Whether the class is what a promise waits with at the end: nobody resumes it, so that its
/// `await_resume` is never called.
bool isFinalAwaiter(const clang::CXXRecordDecl &awaiter, clang::ASTContext &context);

/// Whether `await_resume` may look at the field, whichever branches the build chooses: it names it,
/// throws, or calls what can't be seen.
bool mayLookAt(const clang::FunctionDecl &resume, const clang::FieldDecl &field,
               const clang::CXXRecordDecl &promise);

/// Whether code names the field, itself or through functions that can be seen.
bool mentionsStored(const clang::Stmt &statement, const clang::FieldDecl &field);

/// Whether another member of the coroutine type than this `await_resume`, or of a class in it
/// besides the promise, names the field, itself or through functions that can be seen.
bool isReadBeside(const clang::FunctionDecl &resume, const clang::CXXRecordDecl &type,
                  const clang::CXXRecordDecl &promise, const clang::FieldDecl &field);

} // namespace corolint
