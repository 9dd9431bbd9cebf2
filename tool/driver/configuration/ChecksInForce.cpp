#include "tool/driver/configuration/ChecksInForce.h"
#include "checks/All.h"
#include "tool/driver/configuration/Rules.h"
#include "llvm/ADT/STLExtras.h"

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

bool isOurCheck(llvm::StringRef name) {
  return name.starts_with("coro-") || name.starts_with("corolint-");
}

/// The glob of an item, without its minus.
static llvm::StringRef globOf(llvm::StringRef item) {
  item.consume_front("-");
  return item.ltrim();
}

llvm::StringRef unknownCheck(llvm::StringRef item) {
  const llvm::StringRef name = globOf(item);
  return name.contains('*') || findRule(name) ? "" : name;
}

static bool namesOurs(llvm::StringRef item) {
  return globOf(item).starts_with("coro-") || globOf(item) == "coro*";
}

static bool addsOurs(llvm::StringRef item) { return !item.starts_with("-") && namesOurs(item); }

static bool takesAll(llvm::StringRef item) { return item.starts_with("-") && globOf(item) == "*"; }

std::string checksInForce(llvm::ArrayRef<std::string> lists) {
  std::string result = defaultChecks();
  for (const std::string &list : lists) {
    const std::vector<llvm::StringRef> items = itemsOf(list);
    const bool isWhole = llvm::any_of(items, addsOurs);
    for (const llvm::StringRef item : items)
      if (namesOurs(item))
        result += "," + item.str();
      else if (isWhole && takesAll(item))
        result += ",-coro-*";
  }
  return result;
}

std::string effectiveChecks(llvm::ArrayRef<std::string> lists, llvm::StringRef asked) {
  return "-*," + checksInForce(lists) + (asked.empty() ? "" : "," + asked.str());
}

} // namespace corolint::tool
