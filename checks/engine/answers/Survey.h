// Takes the inventory of a translation unit.
#pragma once
#include "checks/Models.h"
#include "checks/engine/facts/Inventory.h"
#include <memory>

namespace clang {
class ASTContext;
}

namespace corolint {

/// The coroutines that the user's files of a unit define, templates once, and what they start in
/// the background.
Inventory inventoryOf(clang::ASTContext &context, std::shared_ptr<const Models> models);

} // namespace corolint
