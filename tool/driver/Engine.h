// One translation unit through clang-tidy's engine, in this process.
#pragma once
#include "tool/driver/Finding.h"
#include "tool/driver/Unit.h"
#include <string>

namespace corolint::tool {

class IncludeScan;

/// Which function bodies are parsed: only those that the user can see findings in, or all. All is slower and finds the
/// same; tests compare the two.
enum class Bodies { OfUser, All };

/// Runs the checks over one unit. With a scan, a unit that can't hold a coroutine isn't parsed.
UnitResult analyseUnit(const CompileUnit &unit, const std::string &checks, IncludeScan *scan, Bodies bodies);

/// The ids of the checks that run on a file, sorted.
std::vector<std::string> checksFor(const std::string &file, const std::string &checks);

} // namespace corolint::tool
