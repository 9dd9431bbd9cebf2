// Where the pages of the checks are.
#pragma once
#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint::clangd {

/// The address of a check's page: on the web where the build names a site, else the installed file,
/// else that of the source tree; empty where there is none, and for a check that isn't ours.
std::string pageOf(llvm::StringRef check);

} // namespace corolint::clangd
