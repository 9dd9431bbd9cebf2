#include "checks/engine/errors/ExpectedError.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Cancellation.h"
#include "checks/engine/things/Duration.h"
#include "checks/engine/things/EachBody.h"
#include "checks/engine/things/Unit.h"

namespace corolint {

using namespace clang;

const CXXRecordDecl *caughtClass(const CXXCatchStmt &handler) {
  const QualType type = handler.getCaughtType();
  return type.isNull() ? nullptr : type.getNonReferenceType()->getAsCXXRecordDecl();
}

// ---- Cancellation -----------------------------------------------------------------------------

/// A model, or the name, says so.
static bool isNamedCancellation(const CXXRecordDecl &error, const Models &models) {
  const std::string name = error.getName().lower();
  return models.cancellation(error) ||
         llvm::any_of(llvm::ArrayRef<llvm::StringRef>{"cancel", "abort", "stop", "interrupt"},
                      [&](llvm::StringRef word) { return llvm::StringRef(name).contains(word); });
}

namespace {

/// What is thrown where a token is asked, `if (token.stop_requested()) throw error();`, in all
/// functions of the user's. Kept by the Unit.
class Stops {
public:
  struct Stop {
    const CXXRecordDecl *thrown;
    const FunctionDecl *by;
  };

  /// All, in the order of the text.
  llvm::ArrayRef<Stop> in(Unit &unit) {
    if (isSurveyed_)
      return stops_;
    isSurveyed_ = true;
    const ASTContext &context = unit.context();
    const auto preamble = Preamble::of(context.getSourceManager());
    eachBody(Unvisited().next(preamble->filesThatMention("throw", context), context),
             Instances::AreLeftOut, unit, [&](const Body &body) { look(body, unit); });
    return stops_;
  }

private:
  void look(const Body &body, Unit &unit) {
    for (const Stmt *statement : body.statements())
      if (const auto *thrown = dyn_cast<CXXThrowExpr>(statement); thrown && thrown->getSubExpr())
        if (const auto *record = thrown->getSubExpr()->getType()->getAsCXXRecordDecl();
            record && isAnswerToStop(body, *thrown, unit))
          stops_.push_back({record, &body.function()});
  }

  static bool isAnswerToStop(const Body &body, const CXXThrowExpr &thrown, Unit &unit) {
    const auto *branch = body.enclosing<IfStmt>(thrown);
    return branch && branch->getCond() && asksToken(*branch->getCond(), unit);
  }

  static bool asksToken(const Stmt &condition, Unit &unit) {
    const auto *call = dyn_cast<CXXMemberCallExpr>(&condition);
    if (call && isCancellationToken(call->getObjectType(), unit.models()))
      return true;
    return llvm::any_of(condition.children(),
                        [&](const Stmt *child) { return child && asksToken(*child, unit); });
  }

  bool isSurveyed_ = false;
  std::vector<Stop> stops_;
};

} // namespace

bool isCancellation(const CXXRecordDecl &error, Unit &unit) {
  if (isNamedCancellation(error, unit.models()))
    return true;
  if (error.isInStdNamespace())
    return false;
  if (const CXXRecordDecl *definition = error.getDefinition())
    for (const CXXBaseSpecifier &base : definition->bases())
      if (const auto *parent = base.getType()->getAsCXXRecordDecl();
          parent && isCancellation(*parent, unit))
        return true;
  return llvm::any_of(unit.kept<Stops>().in(unit), [&](const Stops::Stop &stop) {
    return stop.thrown->getCanonicalDecl() == error.getCanonicalDecl();
  });
}

const CXXRecordDecl *cancellationThrownBy(const CXXRecordDecl &task, Unit &unit) {
  const CXXRecordDecl *pattern = task.getTemplateInstantiationPattern();
  const auto isOfRuntime = [&](const Stops::Stop &stop) {
    for (const DeclContext *outer = stop.by->getDeclContext(); outer; outer = outer->getParent())
      if (const auto *record = dyn_cast<CXXRecordDecl>(outer);
          record && (record->getCanonicalDecl() == task.getCanonicalDecl() ||
                     (pattern && record->getCanonicalDecl() == pattern->getCanonicalDecl())))
        return true;
    return false;
  };
  const llvm::ArrayRef<Stops::Stop> stops = unit.kept<Stops>().in(unit);
  const auto found = llvm::find_if(stops, isOfRuntime);
  return found == stops.end() ? nullptr : found->thrown->getDefinition();
}

// ---- Lookups ----------------------------------------------------------------------------------

bool isLookupMiss(const CXXRecordDecl &error) { return says(Meaning::LookupMiss, error.getName()); }

bool isExpiry(const CXXRecordDecl &error, const Body &body, const CXXTryStmt &attempt) {
  return says(Meaning::Expired, error.getName()) &&
         llvm::any_of(body.statements(), [&](const Stmt *statement) {
           const auto *call = dyn_cast<CallExpr>(statement);
           return call && body.isWithin(*call, *attempt.getTryBlock()) &&
                  (says(Meaning::Expired, calledBy(*call).getAsString()) ||
                   llvm::any_of(call->arguments(),
                                [](const Expr *argument) { return isTime(argument->getType()); }));
         });
}

} // namespace corolint
