#include "checks/engine/answers/Survey.h"
#include "checks/engine/code/Preamble.h"
#include "checks/engine/things/EachBody.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/work/Spawn.h"

namespace corolint {

using namespace clang;

namespace {

class Counting {
public:
  explicit Counting(Unit &unit) : unit_(unit), sources_(unit.context().getSourceManager()) {}

  void add(const Body &body) {
    if (body.isCoroutine())
      addCoroutine(body.function());
    for (const Stmt *statement : body.statements())
      if (const auto *call = dyn_cast<CallExpr>(statement))
        addStart(body, *call);
  }

  Inventory result() { return std::move(result_); }

private:
  void addCoroutine(const FunctionDecl &coroutine) {
    const NamedDecl *type = classOf(coroutine.getReturnType());
    ++result_.coroutines[{fileOf(coroutine.getLocation()), type ? modelName(*type) : "",
                          libraryOf(type)}];
  }

  void addStart(const Body &body, const CallExpr &call) {
    const FunctionDecl *callee = call.getDirectCallee();
    if (!callee)
      return;
    const bool isSpawner = static_cast<bool>(unit_.models().spawner(*callee));
    const TaskType &task = unit_.taskType(call.getType());
    const bool isUnobservable =
        task.kind == TaskKind::Unobservable && task.record && call.isPRValue();
    const bool isDetached = isUnobservable ? unobservedError(*callee, unit_).has_value()
                                           : spawnedBy(body, call, unit_).has_value();
    if (!isSpawner && !isUnobservable && !isDetached)
      return;
    const NamedDecl &by =
        !isSpawner && task.record ? *task.record : static_cast<const NamedDecl &>(*callee);
    StartCount &count = result_.starts[{fileOf(call.getExprLoc()), modelName(by), libraryOf(&by)}];
    ++count.all;
    count.detached += isDetached;
  }

  /// The class of a type, or the template that it will be one of.
  static const NamedDecl *classOf(QualType type) {
    if (const auto *record = type.getNonReferenceType()->getAsCXXRecordDecl())
      return record;
    const auto *specialization = type.getNonReferenceType()->getAs<TemplateSpecializationType>();
    return specialization ? specialization->getTemplateName().getAsTemplateDecl() : nullptr;
  }

  std::string libraryOf(const NamedDecl *declaration) const {
    const Library *library = declaration ? unit_.models().libraryOf(*declaration) : nullptr;
    return library ? library->name : "";
  }

  std::string fileOf(SourceLocation at) const {
    return sources_.getFilename(sources_.getExpansionLoc(at)).str();
  }

  Unit &unit_;
  const SourceManager &sources_;
  Inventory result_;
};

} // namespace

Inventory inventoryOf(ASTContext &context, std::shared_ptr<const Models> models) {
  Unit unit(context, std::move(models));
  Counting counting(unit);
  eachBody(userDeclarations(context), Instances::AreLeftOut, unit,
           [&](const Body &body) { counting.add(body); });
  return counting.result();
}

} // namespace corolint
