// What the code of a translation unit does with the results of a function's task: where others test
// them, one that is dropped is worth a word.
#pragma once
#include "checks/engine/code/Body.h"
#include "clang/Basic/SourceLocation.h"

namespace corolint {

class Unit;

struct ResultHabit {
  unsigned tested = 0;           ///< awaits whose result is asked, kept or handed on
  unsigned dropped = 0;          ///< awaits whose result is dropped
  unsigned decisive = 0;         ///< those of them by which a bad answer makes the code leave, or
                                 ///< that hand the answer on
  clang::SourceLocation example; ///< one that is tested
};

/// How the results of a function's task are treated, in bodies that aren't patterns.
ResultHabit habitOf(const clang::FunctionDecl &function, Unit &unit);

} // namespace corolint
