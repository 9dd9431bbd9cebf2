// Awaits out of which no exception comes, as a model or a type says: what never fails, and what
// hands its error back as a value.
#pragma once
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"

namespace corolint {

class Models;
class Unit;

/// Whether a model says that what is awaited never fails: by the function that gives it (null for
/// none), its class, or the class of what is awaited, and their bases.
bool neverFails(const clang::FunctionDecl *callee, clang::QualType operand, const Models &models);

/// Whether a sender says that it completes with a value and in no other way: its
/// `completion_signatures` have neither an error nor an end without a result.
bool onlySucceeds(clang::QualType sender);

/// Whether awaiting this operand hands an error back as a value and doesn't throw it, as a model
/// says of a function or a completion token in it.
bool givesErrorAsValue(const clang::Expr &operand, const Unit &unit);

} // namespace corolint
