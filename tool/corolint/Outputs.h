// Where a report goes and what the exit code says of it: the flags that `check`, `report` and
// `merge` share.
#pragma once
#include "tool/driver/base/Finding.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace corolint::tool {

/// The flags as given.
struct OutputFlags {
  std::string format = "text"; ///< for stdout; empty for nothing
  std::vector<std::string> outputs;
  std::string failOn = "warning";
  std::string color = "auto";
};

/// Answers the option `--format`.
CLI::Option *declare(CLI::App &app, OutputFlags &flags);

/// What is wrong with the flags, before any work is done: an unknown format, a folder that isn't
/// there. Empty when nothing is.
std::string errorIn(const OutputFlags &flags);

/// Why a file can't be written, as far as that shows before any work is done; empty where it can.
std::string errorInOutputPath(const std::string &path);

/// Prints the report everywhere it was asked for; answers whether all could be written.
bool print(const OutputFlags &flags, const Report &report);

/// Whether somebody gets the report in this format.
bool isWanted(const OutputFlags &flags, llvm::StringRef format);

/// Clean, Findings or NotAllAnalysed.
int exitCode(const OutputFlags &flags, const Report &report);

} // namespace corolint::tool
