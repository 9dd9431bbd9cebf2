// How much of a caught error goes along into what is made in its place.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

enum class Taken {
  Nothing,
  Text,  ///< what() and its like
  Whole, ///< the error itself, its code, the exception at hand
};

/// How much of the error in the variable (null: it has no name) the statement takes.
Taken takenBy(const clang::Stmt &statement, const clang::VarDecl *error);

/// What an expression is without the casts and moves around it.
const clang::Expr *written(const clang::Expr *expression);

/// The variable of a handler, or the reference to an exception that a callback is given, that the
/// expression names; null for any other.
const clang::VarDecl *errorVariable(const clang::Expr &expression);

/// Whether the class knows more than a text: it has data of its own, such as a code.
bool hasMoreThanText(const clang::CXXRecordDecl *error);

/// Whether objects caught or given as this class may be of a derived one, of which a copy would be
/// cut down: it is polymorphic, or a class in sight derives from it.
bool mayBeDerived(const clang::CXXRecordDecl &error);

/// Whether objects of the type hold one of that class: the class itself, or a class of the standard
/// library that is made of it.
bool holdsByValue(clang::QualType holder, const clang::CXXRecordDecl &error);

/// Whether the handler's variable is never changed: what is thrown again is what was caught.
bool isOnlyRead(const Body &body, const clang::VarDecl &error);

/// Whether a new exception is an answer at the boundary of an API: its class speaks of a protocol
/// or another language, or it is made with a status. Whoever gets it reads that, and not the cause.
bool isBoundaryError(const clang::Expr &made);

} // namespace corolint
