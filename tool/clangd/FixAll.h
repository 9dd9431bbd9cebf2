// Code actions that apply many safe fixes at once.
#pragma once
#include "tool/clangd/Messages.h"
#include "llvm/ADT/ArrayRef.h"
#include <string>
#include <vector>

namespace corolint::clangd {

/// The kind of the action that applies the safe fixes of a file: what editors ask for on save.
inline constexpr llvm::StringLiteral FixAllKind = "source.fixAll.corolint";

/// Whether a client that asks for these kinds of actions (`only`) asks for that one.
bool wantsFixAll(const Json &only);

/// The action that applies a safe fix of each finding that has one; null where none has.
Json fixAll(const Json &diagnostics);

/// For each check of the diagnostics that a client asks about, the action that applies a safe fix
/// of each of the check's findings in the file, where two or more have one.
std::vector<Json> fixAllOfEach(const Json &asked, const Json &diagnostics);

} // namespace corolint::clangd
