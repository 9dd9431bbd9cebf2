// The bodies of a translation unit, those of lambdas among them.
#pragma once
#include "checks/engine/code/Body.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint {

class Unit;

/// Whether bodies of templates are also visited as they are instantiated.
enum class Instances { AreLeftOut, AreVisited };

/// Visits the body of each function that is defined in one of these declarations.
void eachBody(llvm::ArrayRef<clang::Decl *> declarations, Instances instances, Unit &unit,
              llvm::function_ref<void(const Body &)> visit);

} // namespace corolint
