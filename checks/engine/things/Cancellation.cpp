#include "checks/engine/things/Cancellation.h"
#include "checks/Models.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/things/Task.h"
#include "clang/AST/DeclCXX.h"

namespace corolint {

using namespace clang;

/// `stop_requested`, `isCancellationRequested`, `abort_requested` and their like.
static bool asksToStop(const CXXMethodDecl &method) {
  if (!method.getDeclName().isIdentifier() || method.getNumParams() != 0 || !method.isConst() ||
      !method.getReturnType()->isBooleanType())
    return false;
  const std::string name = method.getName().lower();
  const llvm::StringRef text = name;
  return text.ends_with("requested") &&
         (text.contains("stop") || text.contains("cancel") || text.contains("abort"));
}

bool isCancellationToken(QualType type, const Models &models) {
  const CXXRecordDecl *record = recordBehind(type);
  if (!record)
    return false;
  if (models.cancellationToken(*record))
    return true;
  record = record->getDefinition();
  if (!record || findMember(*record, "get_token") || findMember(*record, "getToken") ||
      findMember(*record, "token"))
    return false;
  return llvm::any_of(record->methods(),
                      [](const CXXMethodDecl *method) { return asksToStop(*method); });
}

} // namespace corolint
