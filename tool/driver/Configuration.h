// Which checks run on a file, and with which options: `--checks` and the `.clang-tidy` files upward from it.
#pragma once
#include "tool/driver/Unit.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/ADT/StringRef.h"
#include <memory>
#include <string>
#include <vector>

namespace corolint::tool {

/// What clang-tidy's engine asks for the options of a file. Relative paths are taken from the working directory of `files`.
std::unique_ptr<clang::tidy::ClangTidyOptionsProvider>
optionsProvider(llvm::StringRef checks, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files);

/// The errors of a `--checks` list: names without a wildcard that no check has.
std::vector<std::string> errorsInChecks(llvm::StringRef checks);

/// The errors of every `.clang-tidy` that applies to the units: what can't be read, and checks and options of ours that
/// don't exist; each with its file, line and column.
std::vector<std::string> errorsInConfiguration(const std::vector<CompileUnit> &units);

} // namespace corolint::tool
