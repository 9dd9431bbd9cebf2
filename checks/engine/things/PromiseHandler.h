// What a promise does with an exception that leaves its coroutine.
#pragma once
#include "clang/AST/DeclCXX.h"

namespace corolint {

struct TaskType;

/// The definition of a promise's `unhandled_exception`; null where there is none to be seen.
const clang::FunctionDecl *exceptionHandlerOf(const clang::CXXRecordDecl &promise);

/// The same of the promise of a coroutine type; null where that has none.
const clang::FunctionDecl *exceptionHandlerOf(const TaskType &task);

} // namespace corolint
