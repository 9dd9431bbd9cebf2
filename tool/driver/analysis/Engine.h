// One translation unit through clang-tidy's engine, in this process.
#pragma once
#include "tool/driver/analysis/CrossFile.h"
#include "tool/driver/base/JudgedUnit.h"
#include "tool/driver/base/Snapshot.h"
#include "tool/driver/base/Unit.h"
#include <string>

namespace corolint::tool {

class IncludeScan;
class Twin;
struct Precompiled;

/// Which function bodies in headers are parsed: those that say something of the user's coroutines
/// (see NeededBodies), or all, which is slower.
enum class Bodies { Needed, All };

/// What is done with a unit.
enum class Purpose {
  Alone,   ///< its findings, as if there were no other
  Program, ///< its findings as part of a program, and what it says to others
  Facts,   ///< only what it says to others
};

/// How one unit is analysed.
struct EngineOptions {
  std::string checks{}; ///< globs as clang-tidy takes them, appended to what `.clang-tidy` says
  IncludeScan *scan = nullptr; ///< with one, a unit that can't hold a coroutine isn't parsed
  Bodies bodies = Bodies::Needed;
  const Snapshot *snapshot = nullptr; ///< files as they were; null: as they are
  Purpose purpose = Purpose::Alone;
  const CrossFile *program = nullptr;   ///< what is known of the other files; may be null
  Joins joins = Joins::All;             ///< of functions in other files
  Twin *twin = nullptr;                 ///< parts once the unit is parsed; may be null
  bool isTimed = false;                 ///< the result says where the time went
  const Precompiled *headers = nullptr; ///< that the unit begins with, where that can be proven
};

/// Runs the checks over one unit; the result `reads` what the unit does.
JudgedUnit analyseUnit(const CompileUnit &unit, const EngineOptions &options);

/// The ids of the checks that run on a file, sorted.
std::vector<std::string> checksFor(const std::string &file, const std::string &checks);

} // namespace corolint::tool
