// Only what is new: the findings that a revision doesn't have. Units that read nothing that changed
// since aren't analysed; the others are analysed as they are and, where something was found, as
// they were.
#pragma once
#include "tool/driver/analysis/Analyse.h"
#include <string>
#include <vector>

namespace corolint::tool {

/// Which of the units that include a changed header are analysed.
enum class HeaderFiles {
  All, ///< each: an error may show in one of them only
  One, ///< one for each header
};

/// What to compare with.
struct Since {
  std::string revision;
  bool fromMergeBase =
      false; ///< with the commit where HEAD and the revision parted, not with the revision itself
  HeaderFiles headers = HeaderFiles::All;
};

/// What came of it.
struct NewFindings {
  Report report; ///< `findings` are the new ones, `statistics` say how many the revision has, too
  std::vector<std::string> notices; ///< what the user should know
  std::string error;                ///< nothing could be compared, and why; the report is empty
};

NewFindings analyseNew(const std::vector<CompileUnit> &units, const AnalyseOptions &options,
                       const Since &since);

} // namespace corolint::tool
