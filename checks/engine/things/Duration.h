// Types of times and durations.
#pragma once
#include "clang/AST/Type.h"

namespace corolint {

/// Whether values of this type are a time or a duration: those of std::chrono, also in an optional.
bool isTime(clang::QualType type);

} // namespace corolint
