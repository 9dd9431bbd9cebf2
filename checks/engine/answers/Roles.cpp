#include "checks/engine/answers/Roles.h"
#include "checks/engine/blocking/Blocking.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/work/TaskParameter.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"
#include <map>

namespace corolint {

using namespace clang;

namespace {

/// Goes through the user's declarations; one role of a kind for each name.
class RoleSurvey : public DynamicRecursiveASTVisitor {
public:
  explicit RoleSurvey(Unit &unit) : unit_(unit), blocking_(unit) {}

  bool VisitFunctionDecl(FunctionDecl *function) override {
    if (function->isImplicit() || function->isTemplated() || unit_.models().libraryOf(*function) ||
        !function->getIdentifier() || isOfClosure(*function))
      return true;
    for (const unsigned parameter : taskParameters(*function, unit_))
      if (const Fact<TaskEnd> end = endOfTask(*function, parameter, unit_))
        add(*function, "takes a task: " + toString(end.claim).str(), end.because, end.source);
    if (function->doesThisDeclarationHaveABody())
      judgeBody(*function);
    return true;
  }

  bool VisitCXXRecordDecl(CXXRecordDecl *record) override {
    if (!record->isThisDeclarationADefinition() || record->isLambda() || !record->getIdentifier() ||
        unit_.models().libraryOf(*record))
      return true;
    const QualType type = unit_.context().getCanonicalTagType(record);
    if (const TaskType &task = unit_.taskType(type); task.kind != TaskKind::None && !task.model)
      add(*record, kindOf(task), becauseOf(task), FactSource::Definition);
    return true;
  }

  std::vector<Role> all() {
    std::vector<Role> result;
    for (auto &[key, role] : roles_)
      result.push_back(std::move(role));
    return result;
  }

private:
  static bool isOfClosure(const FunctionDecl &function) {
    const auto *method = dyn_cast<CXXMethodDecl>(&function);
    return method && method->getParent()->isLambda();
  }

  void judgeBody(const FunctionDecl &function) {
    const Body &body = unit_.body(function);
    if (body.isCoroutine() || body.isPattern())
      return;
    if (const std::vector<BlockingSite> sites = blocking_.in(body); !sites.empty()) {
      const std::string what =
          sites.front().callee.empty() ? "a loop that spins" : quoted(sites.front().callee);
      add(function, "blocks the thread", "by " + what, FactSource::Definition);
    }
  }

  static std::string kindOf(const TaskType &task) {
    const std::string start = task.start == Start::Lazy    ? "lazy "
                              : task.start == Start::Eager ? "eager "
                                                           : "";
    switch (task.kind) {
    case TaskKind::Task:
      return start + "task" +
             (task.dropped == Dropped::Cancelled     ? ", cancelled when it is dropped"
              : task.dropped == Dropped::EndsProcess ? ", ends the process when it is dropped"
                                                     : "");
    case TaskKind::Operation:
      return "operation that starts when it is awaited";
    case TaskKind::Unobservable:
      return start + "task that nobody can await";
    case TaskKind::Generator:
      return "generator";
    case TaskKind::None:
      break;
    }
    return "";
  }

  static std::string becauseOf(const TaskType &task) {
    return promiseTypeOf(*task.record) ? "by its promise" : "by its awaiter";
  }

  void add(const NamedDecl &subject, const std::string &role, const std::string &because,
           FactSource source) {
    const std::string name = subject.getQualifiedNameAsString();
    roles_.try_emplace({name, role},
                       Role{name, role, because, toString(confidenceOf(source)).str()});
  }

  Unit &unit_;
  Blocking blocking_;
  std::map<std::pair<std::string, std::string>, Role> roles_;
};

} // namespace

std::vector<Role> rolesIn(Unit &unit) {
  RoleSurvey survey(unit);
  for (Decl *declaration : userDeclarations(unit.context()))
    survey.TraverseDecl(declaration);
  return survey.all();
}

} // namespace corolint
