// The flags of the verb check.
#pragma once
#include "tool/corolint/Outputs.h"
#include "tool/driver/analysis/Analyse.h"
#include "tool/driver/analysis/Cache.h"
#include "tool/driver/comparison/NewFrom.h"
#include "tool/driver/units/Database.h"
#include <algorithm>
#include <thread>

namespace corolint::tool {

/// As given.
struct CheckFlags {
  Selection selection;
  std::string checks;
  std::string confidence = toString(Confidence::Medium).str();
  OutputFlags output;
  std::string shard;
  bool fix = false;
  bool fixUnsafe = false;
  bool diff = false;
  unsigned timeout = 600;
  unsigned jobs = std::max(1u, std::thread::hardware_concurrency());
  std::string progress = "auto";
  bool statistics = false;
  Since since;
  std::string mergeBase;
  std::string headerFiles = "all";
  std::string baseline;
  std::string writeBaseline;
  bool pruneBaseline = false;
  bool showSuppressed = false;
  bool noCache = false;
  std::string headerBodies = "needed";
  std::string preambles = "shared";
  std::optional<bool> crossFile;      ///< none: as far as files are analysed anyway
  std::optional<unsigned> twinMemory; ///< MiB; none: where it pays, see Twins
  std::string cacheFolder = defaultCacheFolder();
  bool isCacheFolderAskedFor = false;
  bool isQuiet = false;
};

/// All but what is analysed, and what `merge` would do.
void declare(CLI::App &app, CheckFlags &flags);

/// Analyses as the flags say, prints, answers the exit code.
/// @param carried results that reports brought along; null where nothing is joined
int check(CheckFlags &flags, const CarriedResults *carried);

/// Whether the run is about all of the project.
bool isWhole(const CheckFlags &flags);

/// What the flags say of the analysis itself.
AnalyseOptions optionsOf(const CheckFlags &flags);

} // namespace corolint::tool
