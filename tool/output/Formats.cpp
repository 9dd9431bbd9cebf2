#include "tool/output/Formats.h"

namespace corolint::tool {

llvm::ArrayRef<Format> allFormats() {
  static constexpr Format Table[] = {
      {"text", "for people: the code, what happens, and the fix", printText},
      {"json", "one object, for programs", printJson},
      {"jsonl", "one finding a line, for streams", printJsonLines},
      {"sarif", "SARIF 2.1.0, for GitHub's code scanning and viewers", printSarif},
      {"github", "annotations of a GitHub workflow run, and its summary", printGithub,
       writeGithubSummary},
      {"gitlab", "GitLab's code quality report", printGitlab},
      {"rdjsonl", "reviewdog's diagnostics, with suggestions", printRdjsonl},
      {"junit", "JUnit's XML, for test reports", printJunit},
      {"checkstyle", "Checkstyle's XML", printCheckstyle},
      {"html", "one page for people", printHtml},
  };
  return Table;
}

std::string formatNames() {
  std::string names;
  for (const Format &format : allFormats())
    names += std::string(names.empty() ? "" : ", ") + format.name;
  return names;
}

const Format *findFormat(const std::string &name) {
  for (const Format &format : allFormats())
    if (name == format.name)
      return &format;
  return nullptr;
}

std::map<std::string, unsigned> findingsPerCheck(const Report &report) {
  std::map<std::string, unsigned> counts;
  for (const Finding &finding : report.findings)
    ++counts[finding.check];
  return counts;
}

} // namespace corolint::tool
