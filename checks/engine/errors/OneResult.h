// Functions that have a result for errors, and always give the same one.
#pragma once

namespace clang {
class CallExpr;
class FunctionDecl;
} // namespace clang

namespace corolint {

class Unit;

/// Whether a function gives the same whatever happens, as its definition shows: nothing but `{}`,
/// which of a result for errors is a success, or one constant.
bool hasOneResult(const clang::FunctionDecl &definition, Unit &unit);

/// The same of what is called, in this file or as another one says: nobody learns anything of its
/// result. False where an override may be called instead.
bool givesOneResult(const clang::CallExpr &call, Unit &unit);

} // namespace corolint
