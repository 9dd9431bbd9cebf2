// What the verb check does with a baseline: leaves out what it accepts, tells what is there no
// more, writes it.
#pragma once
#include "tool/corolint/CheckFlags.h"
#include "tool/driver/comparison/Baseline.h"
#include <set>
#include <string>
#include <vector>

namespace corolint::tool {

/// What a run would find if it were there: known findings beyond it are neither confirmed nor
/// refuted.
class Coverage {
public:
  Coverage(const CheckFlags &flags, const std::vector<CompileUnit> &units, const Report &report);
  bool contains(const KnownFinding &finding) const;

private:
  const std::string &checks_;
  std::set<std::string> files_;
  bool isWhole_;
  bool isNone_;
};

/// Leaves out what the baseline accepts.
Compared leaveOutAccepted(Baseline &baseline, const Coverage &coverage, Report &report);

/// Tells what a baseline has that the run doesn't, or takes it out; answers whether all went well
/// and nothing stale is left.
bool tellStale(const CheckFlags &flags, Baseline &baseline, const Compared &compared);

/// Accepts the findings; answers whether the file could be written.
bool writeBaseline(const CheckFlags &flags, Baseline &baseline, const Coverage &coverage,
                   const Report &report);

} // namespace corolint::tool
