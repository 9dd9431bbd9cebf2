// Which translation units there are to analyse: from compilation databases, from paths, or from flags.
#pragma once
#include "tool/driver/Finding.h"
#include "tool/driver/Unit.h"
#include <optional>
#include <string>
#include <vector>

namespace corolint::tool {

/// What the user asked to be analysed.
struct Selection {
  std::vector<std::string> paths;            ///< files and folders; all that the database has where empty
  std::vector<std::string> buildDirectories; ///< `-p`: folders of a compile_commands.json, or the file itself
  std::optional<std::vector<std::string>> flags; ///< what stands behind `--`: no database is read then
};

/// What was found.
struct Units {
  std::vector<CompileUnit> units;
  std::vector<NotAnalysed> unusable; ///< files that were asked for by name and can't be analysed
  std::vector<std::string> notices;  ///< what the user should know: which database, what was assumed, what was left out
  std::string error;                 ///< bad usage or a broken database: nothing is analysed
};

Units findUnits(const Selection &selection);

} // namespace corolint::tool
