// What a translation unit says of its functions to other files: facts of those that only it
// defines, and what they need to know of others'.
#pragma once
#include "checks/Models.h"
#include "checks/engine/facts/Program.h"
#include <memory>

namespace clang {
class ASTContext;
}

namespace corolint {

/// The facts of the user's functions that are defined here, can be called from other files and are
/// not inline, so that no other file has their body. They depend on nothing outside of the unit:
/// what is only declared in it is among their needs.
StatedFacts statedFacts(clang::ASTContext &context, std::shared_ptr<const Models> models);

} // namespace corolint
