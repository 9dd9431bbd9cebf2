// Which translation units can hold a coroutine at all: those whose includes reach a header that
// declares them.
#pragma once
#include "tool/driver/base/Unit.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <memory>
#include <string>

namespace clang {
class SourceManager;
}

namespace corolint::tool {

/// Whether one of the files is a header that declares coroutines.
bool reachesCoroutines(llvm::ArrayRef<std::string> includes);

/// Whether a source has one of the keywords that make a coroutine.
bool mentionsCoroutines(llvm::StringRef text);

/// Whether a source says that it is a module or imports one.
bool usesModules(llvm::StringRef text);

/// Decides whether a unit is worth parsing. What it has seen in one unit makes the next ones
/// cheaper: an include that is known to reach a coroutine header needs no scan. It errs on the side
/// of parsing.
class IncludeScan {
public:
  IncludeScan();
  ~IncludeScan();

  /// `frontendArguments` are the unit's command as the compiler's frontend takes it.
  /// Where that took a scan, `files` gets what the unit reads. A unit whose includes can't all be
  /// found counts as reaching them: that they don't is not known.
  bool reachesCoroutines(const CompileUnit &unit, const std::vector<std::string> &frontendArguments,
                         std::vector<std::string> &files);
  /// The files that the unit reads, absolute; none where that can't be told, as when one of them
  /// isn't there.
  std::vector<std::string> filesOf(const CompileUnit &unit,
                                   const std::vector<std::string> &frontendArguments);
  /// Learns from a parsed unit which includes reach a coroutine header.
  void learn(const clang::SourceManager &sources);

private:
  struct Scanner;
  std::unique_ptr<Scanner> scanner_;
};

} // namespace corolint::tool
