// A run in parts: which units are whose, and how the parts' reports become that of the whole.
#pragma once
#include "tool/driver/base/Finding.h"
#include "tool/driver/base/Unit.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace corolint::tool {

/// The `index`-th (from 1) of `count` parts.
struct Shard {
  unsigned index = 1;
  unsigned count = 1;
};

/// Reads "I/N"; the whole for an empty text, nothing for what makes no sense.
std::optional<Shard> shardFrom(llvm::StringRef text);

/// Takes the units of the other parts out. The same units are cut the same way everywhere.
void keepShard(std::vector<CompileUnit> &units, Shard shard);

/// Tells a run apart of which reports are parts: by its units, its checks and this version.
std::string wholeOf(const std::vector<CompileUnit> &units, llvm::StringRef checks);

/// What is wrong with reports that should be the parts of one run: one is missing, there twice, or
/// of another run. Those that aren't parts are none of its business, unless another one is.
std::vector<NotAnalysed> oddParts(const std::vector<Report> &reports);

/// Joins reports that were made in the same folder: what two of them found is there once, and the
/// fingerprints are those of one run over everything.
Report mergeReports(std::vector<Report> reports);

} // namespace corolint::tool
