// Callers that tell the errors of a function apart by their class.
#pragma once

namespace clang {
class CXXCatchStmt;
class CXXRecordDecl;
class FunctionDecl;
} // namespace clang

namespace corolint {

class Unit;

/// The handler of a caller of `function` that is there for errors of the class `gone`, or of one
/// that it derives from, but doesn't get one of the class `made`, which is thrown instead, and
/// whose `try` awaits nothing else. Null where this translation unit has none.
const clang::CXXCatchStmt *handlerThatMisses(const clang::CXXRecordDecl &gone,
                                             const clang::CXXRecordDecl &made,
                                             const clang::FunctionDecl &function, Unit &unit);

} // namespace corolint
