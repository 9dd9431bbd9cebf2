// Which translation units there are to analyse: from compilation databases, from paths, or from
// flags.
#pragma once
#include "tool/driver/base/Finding.h"
#include "tool/driver/base/Unit.h"
#include <optional>
#include <string>
#include <vector>

namespace corolint::tool {

/// What the user asked to be analysed.
struct Selection {
  std::vector<std::string> paths; ///< files and folders; all that the database has where empty
  std::vector<std::string>
      buildDirectories; ///< `-p`: folders of a compile_commands.json, or the file itself
  std::optional<std::vector<std::string>>
      flags;                                ///< what stands behind `--`: no database is read then
  std::vector<std::string> argumentsBefore; ///< added to each command, behind the compiler
  std::vector<std::string> arguments;       ///< added to each command, at its end
};

/// What was found.
struct Units {
  std::vector<CompileUnit> units;
  std::vector<NotAnalysed> unusable; ///< files that should be analysed and can't, and why
  std::vector<std::string>
      notices; ///< what the user should know: which database, what was assumed, what was left out
  std::string error; ///< bad usage or a broken database: nothing is analysed
};

Units findUnits(const Selection &selection);

/// The one unit of a source that is no file, compiled with the flags behind `--` as if it lay in
/// the working directory under that name.
CompileUnit unitOf(const std::string &name, const Selection &selection);

} // namespace corolint::tool
