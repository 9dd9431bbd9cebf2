// What findings can be named by: the checks, and the one that only the tool can make, because it
// needs to have seen what was silenced.
#pragma once
#include "checks/Check.h"
#include <vector>

namespace corolint::tool {

/// The check about NOLINT comments; it has no `make`.
extern const Check NolintCheck;

/// Every check, in the order in which pages and lists show them, and then the tool's own.
std::vector<const Check *> allRules();

/// The one of that id, or null.
const Check *findRule(llvm::StringRef id);

/// The one that somebody names, with or without "coro-" in front; null where there is none.
const Check *ruleNamed(llvm::StringRef name);

} // namespace corolint::tool
