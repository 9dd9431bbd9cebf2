// Types that hand an error back as a value, and whether anybody looks at such a value.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

class Unit;

enum class ErrorHolder {
  None,
  Code,   ///< the error itself: an error code, an exception pointer; any use looks at it
  Either, ///< a value or an error, such as std::expected
  Many,   ///< a container or tuple of those
};

/// Classifies a type as models know it, or by its shape: see ResultShape.
ErrorHolder errorHolderOf(clang::QualType type, Unit &unit);

/// How the code of a body that names a variable looks at the error in it.
enum class Look {
  Never,
  SuccessOnly, ///< it asks whether there is a value, and the answer "no" leads nowhere; where the
               ///< error is an exception, which somebody has to take, that is Never
  Looks,
};

/// Looks at every mention of the variable, or of a structured binding. A question whether there is
/// a value is a look only where the answer "no" leads somewhere; so is one in a branch that an
/// answer "yes" leads to.
Look lookAtError(const Body &body, const clang::ValueDecl &variable, ErrorHolder holder,
                 Unit &unit);

/// Whether an `if` asks about the value of this variable or binding, and the answer leads
/// somewhere: an else, a branch that leaves.
bool decidesBranch(const Body &body, const clang::ValueDecl &variable);

} // namespace corolint
