// What classes and enumerations are that hold a value or an error, told from their shape.
#pragma once
#include "clang/AST/Type.h"

namespace clang {
class CXXMethodDecl;
class CXXRecordDecl;
} // namespace clang

namespace corolint {

/// `error()` beside `has_value()`: what std::expected looks like, and its many elder brothers; the
/// exception beside the question for one and the value, as of a `Try`.
bool looksLikeEither(const clang::CXXRecordDecl &record);

/// A question whether it worked, `ok`, `success`, `operator bool`, beside what went wrong, `error`,
/// `error_message`, or `code` and `message`: members or fields.
bool looksLikeStatus(const clang::CXXRecordDecl &record);

/// An enumeration whose zero means success and whose name or other values speak of errors.
bool looksLikeErrorEnum(const clang::EnumDecl &type);

/// Whether what went wrong is an exception, which somebody has to throw again, and not only a code
/// or a text.
bool holdsException(const clang::CXXRecordDecl &record);

/// What the answer "yes" of a question to a result means.
enum class Answer {
  None,    ///< it isn't a question whether it worked
  Success, ///< `has_value()`, `ok()`
  Failure, ///< `has_error()`, `failed()`, the `operator bool` of an error
  Either,  ///< it can't be told which
};

/// What a member that takes nothing and gives a bool asks: of `operator bool` its definition tells,
/// or what else the class has.
Answer answerOf(const clang::CXXMethodDecl &question);

/// Whether a member can be seen to give a value that stands for none where it failed: `return ok()
/// ? value_ : T();`. Whoever takes it learns nothing of the failure.
bool hidesFailure(const clang::CXXMethodDecl &accessor);

} // namespace corolint
