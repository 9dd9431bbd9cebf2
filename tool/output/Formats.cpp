#include "tool/output/Formats.h"

namespace corolint::tool {

llvm::ArrayRef<Format> allFormats() {
  static constexpr Format Table[] = {
      {"text", "for people: the code, what happens, and the fix", printText},
      {"json", "one object, for programs", printJson},
      {"jsonl", "one finding a line, for streams", printJsonLines},
  };
  return Table;
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
