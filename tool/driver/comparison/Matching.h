// Which findings were known before: at another revision, or when a baseline was written.
#pragma once
#include "tool/driver/base/Finding.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>
#include <string>
#include <vector>

namespace corolint::tool {

/// A finding as it was known: enough to know it again after the code around it moved.
struct KnownFinding {
  std::string fingerprint;
  std::string check;
  std::string file; ///< as shown
  std::string function;
  std::string code; ///< see codeOf()
};

/// What tells the code at hand apart, whatever file and function it is in.
std::string codeOf(const Finding &finding);

KnownFinding asKnown(const Finding &finding);

/// For each finding the index of the known one that it is; each known one is used once. Sought in
/// this order: the same fingerprint; the same code in a function of the same name, in whatever file
/// (the file was renamed, the function moved); the same code in the same file (the function was
/// renamed, or split); the same code anywhere, for known ones whose file is gone.
std::vector<std::optional<size_t>> match(const std::vector<Finding> &findings,
                                         const std::vector<KnownFinding> &known,
                                         llvm::function_ref<bool(const std::string &file)> isGone);

} // namespace corolint::tool
