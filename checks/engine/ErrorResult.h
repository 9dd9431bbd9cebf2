// Types that hand an error back as a value, and whether anybody looks at such a value.
#pragma once
#include "checks/engine/Body.h"

namespace corolint {

class Unit;

enum class ErrorHolder {
  None,
  Code,   ///< the error itself: an error code, an exception pointer; any use looks at it
  Either, ///< a value or an error, such as std::expected
  Many,   ///< a container or tuple of those
};

/// `error()` beside `has_value()`: what std::expected looks like, and its many elder brothers.
bool looksLikeEither(const clang::CXXRecordDecl &record);

/// Classifies a type as models know it, or by its shape: a class with `error()` and `has_value()`, or one with `has_error()`.
ErrorHolder errorHolderOf(clang::QualType type, Unit &unit);

/// Whether the code of this body that names the variable, or a structured binding, ever looks at the error in it. A question whether there is
/// a value is a look only where the answer "no" leads somewhere; so is one in a branch that an answer "yes" leads to.
bool looksAtError(const Body &body, const clang::ValueDecl &variable, ErrorHolder holder, Unit &unit);

/// Whether an `if` asks about the value of this variable or binding, and the answer leads somewhere: an else, a branch that leaves.
bool decidesBranch(const Body &body, const clang::ValueDecl &variable);

} // namespace corolint
