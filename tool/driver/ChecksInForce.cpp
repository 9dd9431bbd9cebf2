#include "tool/driver/ChecksInForce.h"
#include "checks/All.h"

namespace corolint::tool {

std::vector<llvm::StringRef> itemsOf(llvm::StringRef globs) {
  std::vector<llvm::StringRef> result;
  while (!globs.empty()) {
    const size_t end = globs.find_first_of(",\n");
    const llvm::StringRef item = globs.substr(0, end).trim();
    globs = end == llvm::StringRef::npos ? "" : globs.substr(end + 1);
    if (!item.empty())
      result.push_back(item);
  }
  return result;
}

std::optional<std::string> missingChecks(llvm::StringRef configured) {
  std::string result = defaultChecks();
  for (const llvm::StringRef item : itemsOf(configured)) {
    if (item.starts_with("coro-"))
      return std::nullopt;
    if (item.starts_with("-") && item.drop_front().ltrim().starts_with("coro-"))
      result += "," + item.str();
  }
  return result;
}

std::string effectiveChecks(llvm::StringRef configured, llvm::StringRef asked) {
  const std::optional<std::string> missing = missingChecks(configured);
  std::string result = missing ? "-*," + *missing : configured.str();
  if (!asked.empty())
    result += "," + asked.str();
  return result;
}

} // namespace corolint::tool
