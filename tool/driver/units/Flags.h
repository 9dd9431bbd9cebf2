// Compile commands of any compiler, repaired for clang.
#pragma once
#include "tool/driver/base/Unit.h"

namespace corolint::tool {

/// Drops the flags that clang doesn't know, as its own option table says, and precompiled headers
/// of another compiler; names the resource directory, which a program outside of LLVM's folder
/// doesn't find.
void repairFlags(CompileUnit &unit);

/// Whether the command names a language standard.
bool namesStandard(const std::vector<std::string> &command);

/// Where clang's own headers are; empty when there is no clang 22.
const std::string &resourceDirectory();

} // namespace corolint::tool
