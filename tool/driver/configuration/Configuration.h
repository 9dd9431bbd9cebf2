// Which checks run on a file, and with which options: `--checks` and the `.clang-tidy` files upward
// from it.
#pragma once
#include "clang-tidy/ClangTidyOptions.h"
#include "tool/driver/base/Unit.h"
#include "tool/driver/configuration/TidyFile.h"
#include "llvm/ADT/StringRef.h"
#include <memory>
#include <string>
#include <vector>

namespace corolint::tool {

/// What clang-tidy's engine asks for the options of a file. Relative paths are taken from the
/// working directory of `files`.
std::unique_ptr<clang::tidy::ClangTidyOptionsProvider>
optionsProvider(llvm::StringRef checks, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files);

/// The command of a unit as clang-tidy would run it: with the additions of `.clang-tidy`, without
/// outputs and plugins.
std::vector<std::string> commandOf(const CompileUnit &unit,
                                   const clang::tidy::ClangTidyOptions &options);

/// The errors of a `--checks` list: names without a wildcard that no check has.
std::vector<std::string> errorsInChecks(llvm::StringRef checks);

/// What the `.clang-tidy` files upward from a file say of our checks.
struct TidyConfiguration {
  std::vector<std::string> checks; ///< the list of each, outermost first
  clang::tidy::ClangTidyOptions::OptionMap options;
};
TidyConfiguration tidyConfigurationOf(const std::string &file);

/// What is wrong in those files.
std::vector<ConfigurationProblem> problemsOfConfiguration(const std::string &file);

/// The errors of every `.clang-tidy` that applies to the units: what can't be read, and checks and
/// options of ours that don't exist; each with its file, line and column.
std::vector<std::string> errorsInConfiguration(const std::vector<CompileUnit> &units);

/// The broken entries of those files that say nothing of ours, and so were passed over.
std::vector<std::string> passedOverInConfiguration(const std::vector<CompileUnit> &units);

} // namespace corolint::tool
