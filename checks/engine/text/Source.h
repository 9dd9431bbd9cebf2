// Names and edits in the user's own source text.
#pragma once
#include "checks/engine/code/Body.h"
#include "clang/Basic/Diagnostic.h"
#include <optional>
#include <string>

namespace corolint {

struct TaskType;
class Unit;

/// 'text', as messages name a culprit.
std::string quoted(llvm::StringRef text);

/// What a call calls, by its unqualified name; of a call through an object (std::function) or of
/// `co_await f()` what stands there; what is moved for `std::move(x)`; "lambda" for one called in
/// place. Empty where that would be long, or a macro's.
std::string calledName(const clang::Expr &origin, const clang::ASTContext &context);

/// The name that a call calls by, also where a template doesn't know the function yet; empty where
/// there is none.
clang::DeclarationName calledBy(const clang::CallExpr &call);

/// The object that a member is called on, in patterns too; temporaries as the call that makes them.
/// Null where there is none.
const clang::Expr *objectOf(const clang::CallExpr &call);

/// The text of a range as written, on one line; empty inside of macros.
std::string sourceText(clang::SourceRange range, const clang::ASTContext &context);

/// Whether a macro wrote what stands at a place; what the user wrote as its argument is the user's.
bool isWrittenByMacro(clang::SourceLocation at, const clang::ASTContext &context);

/// The text of the comment that ends on the line above a place, or on lines above that hold nothing
/// but comments; empty where there is none.
std::string commentBefore(clang::SourceLocation place, const clang::ASTContext &context);

/// The text of the comment that follows the code on the line of a place; empty where there is none.
std::string commentBehind(clang::SourceLocation place, const clang::ASTContext &context);

/// Where a comment can be put behind the code of the line that a place is on; nothing where the
/// line goes on in the next (a raw string, a block comment, a backslash).
std::optional<clang::SourceLocation> endOfLine(clang::SourceLocation at,
                                               const clang::SourceManager &sources,
                                               const clang::LangOptions &language);

/// Whether `co_await value` compiles at the value's place: the language allows it, the promise of
/// the coroutine takes this type, and inside a template every instantiation has a task there.
bool canAwait(const Body &body, const clang::Expr &value, const TaskType &task, Unit &unit);

/// The edits that make `co_await value` of `value`, with parentheses and `std::move` where they are
/// needed.
llvm::SmallVector<clang::FixItHint, 2> awaitEdits(const clang::Expr &value,
                                                  const clang::ASTContext &context);

/// A statement as it is inserted in front of a closing brace: on a line of its own where the brace
/// has one.
std::string lastStatement(llvm::StringRef statement, clang::SourceLocation brace,
                          const clang::ASTContext &context);

/// Whether the place is inside of what a macro expects to end the process, `EXPECT_DEATH(co_await
/// std::move(moved), "")`: it is wrong on purpose.
bool isInDeathTest(clang::SourceLocation at, const clang::ASTContext &context);

} // namespace corolint
