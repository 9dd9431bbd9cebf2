// What the destructor of a task, an awaiter or a promise does with the work and its error. Each
// looks at the destructor that the class or a base of it writes, and at what that calls.
#pragma once
#include "clang/AST/DeclCXX.h"

namespace corolint {

/// Whether destroying a value cancels its work: its destructor, or that of what it consists of,
/// calls what says so.
bool cancelsWhenDestroyed(const clang::CXXRecordDecl &record);

/// Whether the destructor of an awaiter resumes what it has to: dropping it does what awaiting it
/// does, only that this function goes on first.
bool resumesWhenDestroyed(const clang::CXXRecordDecl &record);

/// Whether a destructor of the class's own ends the process unless something was done before: `if
/// (!awaited_) fatal("never awaited");`. An assertion may be gone in the build that counts.
bool endsProcessWhenDestroyed(const clang::CXXRecordDecl &record);

/// Whether the destructor of a promise is seen to throw what is left, `if (error_)
/// std::rethrow_exception(error_);`, or to end the process.
bool throwsWhenDestroyed(const clang::CXXRecordDecl &promise);

} // namespace corolint
