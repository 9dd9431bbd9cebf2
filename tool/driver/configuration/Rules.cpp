#include "tool/driver/configuration/Rules.h"
#include "checks/All.h"

namespace corolint::tool {

std::vector<const Check *> allRules() {
  std::vector<const Check *> rules = allChecks().vec();
  rules.push_back(&NolintCheck);
  return rules;
}

const Check *findRule(llvm::StringRef id) {
  return id == NolintCheck.id ? &NolintCheck : findCheck(id);
}

const Check *ruleNamed(llvm::StringRef name) {
  const Check *rule = findRule(name);
  return rule ? rule : findRule(("coro-" + name).str());
}

} // namespace corolint::tool
