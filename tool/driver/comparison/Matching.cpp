#include "tool/driver/comparison/Matching.h"
#include "tool/driver/base/Files.h"
#include "llvm/ADT/StringExtras.h"
#include <deque>
#include <map>

namespace corolint::tool {

std::string codeOf(const Finding &finding) {
  return llvm::utohexstr(contentHash(finding.tokens), /*LowerCase=*/true, 16);
}

KnownFinding asKnown(const Finding &finding) {
  return {finding.fingerprint, finding.check, finding.file, finding.function, codeOf(finding)};
}

std::vector<std::optional<size_t>> match(const std::vector<Finding> &findings,
                                         const std::vector<KnownFinding> &known,
                                         llvm::function_ref<bool(const std::string &file)> isGone) {
  std::vector<KnownFinding> now;
  for (const Finding &finding : findings)
    now.push_back(asKnown(finding));
  std::vector<std::optional<size_t>> result(findings.size());
  std::vector<bool> isUsed(known.size());

  using Key = std::optional<std::string>; ///< none: not to be matched this way
  const auto matchBy = [&](auto keyOfKnown, auto keyOfFinding) {
    std::map<std::string, std::deque<size_t>> left;
    for (size_t index = 0; index < known.size(); ++index)
      if (!isUsed[index])
        if (const Key key = keyOfKnown(known[index]))
          left[*key].push_back(index);
    for (size_t index = 0; index < findings.size(); ++index) {
      if (result[index])
        continue;
      const auto candidates = left.find(*keyOfFinding(now[index]));
      if (candidates == left.end() || candidates->second.empty())
        continue;
      result[index] = candidates->second.front();
      isUsed[candidates->second.front()] = true;
      candidates->second.pop_front();
    }
  };
  const auto sameFingerprint = [](const KnownFinding &finding) -> Key {
    return finding.fingerprint;
  };
  const auto sameFunction = [](const KnownFinding &finding) -> Key {
    return finding.check + '\0' + finding.code + '\0' + finding.function;
  };
  const auto sameFile = [](const KnownFinding &finding) -> Key {
    return finding.check + '\0' + finding.code + '\0' + finding.file;
  };
  const auto sameCode = [](const KnownFinding &finding) -> Key {
    return finding.check + '\0' + finding.code;
  };
  matchBy(sameFingerprint, sameFingerprint);
  matchBy(sameFunction, sameFunction);
  matchBy(sameFile, sameFile);
  matchBy(
      [&](const KnownFinding &finding) { return isGone(finding.file) ? sameCode(finding) : Key(); },
      sameCode);
  return result;
}

} // namespace corolint::tool
