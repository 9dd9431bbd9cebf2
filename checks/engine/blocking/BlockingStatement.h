// What blocks by itself, without a look below the functions that it calls.
#pragma once
#include "checks/engine/blocking/Blocking.h"

namespace corolint {

/// What blocks the thread where a statement of a body runs: a call that a model names, one that
/// waits for a task or has an awaitable form, an object such as `std::cin`, a loop that spins.
std::optional<BlockingSite> blocksByItself(const clang::Stmt &statement, const Body &body,
                                           Unit &unit);

/// A site of which nothing more is known.
BlockingSite siteAt(const clang::Stmt &at, BlockingKind kind, std::string callee,
                    std::string reason);

} // namespace corolint
