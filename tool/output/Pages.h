// What is written about checks, printed from their Check values: lists, explanations and the
// generated pages.
#pragma once
#include "checks/Metadata.h"
#include "tool/output/Formats.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace corolint {
struct Check;
}

namespace corolint::tool {

/// All checks, one line each.
std::string rulesText(Colours colours);
/// All checks as one JSON object.
std::string rulesJson();
/// All checks as a Markdown table; `linkPrefix` is the folder of the pages as seen from where the
/// table stands.
std::string rulesTable(llvm::StringRef linkPrefix);

/// All that there is to say about a check, as Markdown: its generated page.
std::string pageOf(const Check &check);

/// Where the page is: on the web where this build knows that, else the file beside the program;
/// empty where there is neither.
std::string addressOf(const Check &check);
/// The same for a terminal.
std::string explanationOf(const Check &check, Colours colours);

/// A generated file: its path from the root of the repository, and its text.
struct Page {
  std::string path;
  std::string text;
};

/// docs/checks.md and docs/checks/<id>.md of every check.
std::vector<Page> generatedPages();

/// The README with its table of checks made new; nothing when it has no markers for one.
std::optional<std::string> withCurrentTable(llvm::StringRef readme);

} // namespace corolint::tool
