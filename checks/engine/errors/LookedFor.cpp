#include "checks/engine/errors/LookedFor.h"
#include "checks/engine/errors/Attempt.h"
#include "checks/engine/errors/ExpectedError.h"
#include "checks/engine/things/CallSites.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

using namespace clang;

static bool isOf(const CXXRecordDecl &error, const CXXRecordDecl &caught) {
  return error.getCanonicalDecl() == caught.getCanonicalDecl() ||
         (error.hasDefinition() && error.isDerivedFrom(&caught));
}

const CXXCatchStmt *handlerThatMisses(const CXXRecordDecl &gone, const CXXRecordDecl &made,
                                      const FunctionDecl &function, Unit &unit) {
  for (const CallSites::Site &site : unit.kept<CallSites>().of(function, unit)) {
    const Body &body = unit.body(*site.in);
    const Stmt *child = site.call;
    for (const Stmt *s = body.parent(*child); s; child = s, s = body.parent(*s)) {
      const auto *attempt = dyn_cast<CXXTryStmt>(s);
      // Another await may be what the handler is there for.
      if (!attempt || attempt->getTryBlock() != child || awaitsWithin(body, *child).size() > 1)
        continue;
      for (unsigned i = 0; i < attempt->getNumHandlers(); ++i)
        if (const CXXRecordDecl *caught = caughtClass(*attempt->getHandler(i));
            caught && isOf(gone, *caught) && !isOf(made, *caught))
          return attempt->getHandler(i);
    }
  }
  return nullptr;
}

} // namespace corolint
