// The objects through which a wait is told to stop: stop tokens, cancellation slots, abort sources.
#pragma once
#include "clang/AST/Type.h"

namespace corolint {

class Models;

/// Whether a value of this type, or what it refers or points to, can tell that work is to stop: a
/// class with a question such as `stop_requested()` that isn't the source of its tokens, or one
/// that a model names.
bool isCancellationToken(clang::QualType type, const Models &models);

} // namespace corolint
