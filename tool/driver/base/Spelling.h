// The nearest spelling, for messages about names that don't exist.
#pragma once
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint::tool {

/// The candidate nearest to `name`, or nothing when none is near.
std::string nearestSpelling(llvm::StringRef name, llvm::ArrayRef<std::string> candidates);

/// "; did you mean 'x'?" with the candidate nearest to `name`, or nothing when none is near.
std::string didYouMean(llvm::StringRef name, llvm::ArrayRef<std::string> candidates);

/// A reader's message with the key that an unknown one may mean.
std::string withNearestKey(std::string message, llvm::ArrayRef<std::string> keys);

} // namespace corolint::tool
