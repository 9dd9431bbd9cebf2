// What messages call a function: never an operator, never nothing where there is a name.
#pragma once
#include "clang/AST/Decl.h"
#include <string>

namespace corolint {

/// The unqualified name of a function; the class of a call operator or a conversion, "lambda" for a
/// lambda's. Empty for another operator that is no member. What a call calls is for calledName.
std::string calleeName(const clang::FunctionDecl &callee);

} // namespace corolint
