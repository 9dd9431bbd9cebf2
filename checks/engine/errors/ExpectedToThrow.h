// Tests that expect an exception.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

/// `assert_throws<error>([] { f(nullptr); });`: the call is expected to throw before there is a
/// task. A coroutine doesn't.
bool isExpectedToThrow(const Body &body, const clang::Expr &made);

} // namespace corolint
