// What a promise does with an exception that leaves its coroutine, and whether there is one.
#pragma once
#include "clang/AST/DeclCXX.h"

namespace corolint {

class Unit;
struct TaskType;

/// The definition of a promise's `unhandled_exception`; null where there is none to be seen.
const clang::FunctionDecl *exceptionHandlerOf(const clang::CXXRecordDecl &promise);

/// The same of the promise of a coroutine type; null where that has none.
const clang::FunctionDecl *exceptionHandlerOf(const TaskType &task);

/// Whether a coroutine of the unit has this promise, or one that derives from it, as far as can be
/// told: a template that isn't instantiated may.
bool hasCoroutine(const clang::CXXRecordDecl &promise, Unit &unit);

} // namespace corolint
