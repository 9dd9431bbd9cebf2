#include "checks/engine/things/CallSites.h"
#include "checks/engine/things/EachBody.h"
#include "checks/engine/things/Unit.h"

namespace corolint {

using namespace clang;

llvm::SmallVector<CallSites::Site, 2> CallSites::of(const FunctionDecl &function, Unit &unit) {
  const auto keep = [&](const FunctionDecl &callee, Site site) {
    sites_[callee.getCanonicalDecl()].push_back(site);
    if (const FunctionDecl *pattern = callee.getTemplateInstantiationPattern())
      sites_[pattern->getCanonicalDecl()].push_back(site);
  };
  const ASTContext &context = unit.context();
  const auto preamble = Preamble::of(context.getSourceManager());
  const auto visit = [&](const Body &body) {
    for (const Stmt *statement : body.statements()) {
      const auto *call = dyn_cast<CallExpr>(statement);
      if (const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr)
        keep(*callee, {call, &body.function()});
    }
  };
  eachBody(
      unvisited_.next(preamble->filesThatMention(function.getNameAsString(), context), context),
      Instances::AreVisited, unit, visit);
  return sites_.lookup(function.getCanonicalDecl());
}

} // namespace corolint
