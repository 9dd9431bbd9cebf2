// Functions that have a result for errors, and none to give.
#pragma once

namespace clang {
class CallExpr;
}

namespace corolint {

class Unit;

/// Whether what is called is seen to give nothing but `{}`: a result for errors that is made of
/// nothing is a success. False where an override may be called instead.
bool givesOnlySuccess(const clang::CallExpr &call, Unit &unit);

} // namespace corolint
