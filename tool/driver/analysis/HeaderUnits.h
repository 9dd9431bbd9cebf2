// Headers that somebody asks for: what is wrong with their templates and macros shows only where a
// source includes them, with the flags of that source.
#pragma once
#include "tool/driver/analysis/Analyse.h"
#include "tool/driver/units/Database.h"
#include <string>
#include <vector>

namespace corolint::tool {

/// Puts in the place of a header's own unit one of the project's that reads it, of which only the
/// header counts. Answers what to tell the user of headers that no unit reads: they stay as they
/// are.
std::vector<std::string> throughIncluders(std::vector<CompileUnit> &units,
                                          const Selection &selection,
                                          const AnalyseOptions &options);

} // namespace corolint::tool
