// What an expression or a type names, also in a template, where nobody knows yet what it is.
#pragma once
#include "clang/AST/Expr.h"

namespace clang {
class TemplateDecl;
} // namespace clang

namespace corolint {

/// The name of the member that an expression is at its end, `error` of `std::move(state_->error)`;
/// empty for others.
llvm::StringRef memberNamed(const clang::Expr &expression);

/// What a call calls a member of: `state_` of `state_.get()`; null where that isn't written.
const clang::Expr *memberCalledOn(const clang::CallExpr &call);

/// The template that a type is written as an instance of, `task` of `task<T>`; null for others.
const clang::TemplateDecl *templateNamed(clang::QualType type);

} // namespace corolint
