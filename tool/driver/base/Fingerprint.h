// Names for findings that survive unrelated edits.
#pragma once
#include "tool/driver/base/Finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace corolint::tool {

/// Gives each finding its fingerprint: made of the check, the file relative to its repository (or
/// as shown, outside of one), the enclosing function and the code at hand. Expects findings in
/// their final order.
void addFingerprints(std::vector<Finding> &findings);

/// Tells findings of the same fingerprint apart: the second one gets ":2" behind it, and so on. Of
/// findings that are put together from several reports the numbers are made new.
void numberFingerprints(std::vector<Finding> &findings);

/// 32 hexadecimal digits.
std::string fingerprintOf(llvm::ArrayRef<llvm::StringRef> parts);

} // namespace corolint::tool
