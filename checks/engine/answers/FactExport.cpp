#include "checks/engine/answers/FactExport.h"
#include "checks/engine/blocking/Blocking.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/errors/HiddenFailure.h"
#include "checks/engine/errors/OneResult.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/things/Elsewhere.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/Suspending.h"
#include "checks/engine/work/Callable.h"
#include "checks/engine/work/Covered.h"
#include "checks/engine/work/LaterUse.h"
#include "checks/engine/work/TaskParameter.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"

namespace corolint {

using namespace clang;

namespace {

/// Of what others are asked to keep to (cover their errors, never suspend) it takes the best for
/// granted, so that a fact holds where all holds that was asked for it.
class Noting final : public Program {
public:
  const ProgramFact *ask(const Question &question) override {
    const bool isTrusted = question.kind == FactKind::Covers || question.kind == FactKind::Suspends;
    return isTrusted ? &granted_ : nullptr;
  }
  bool isNoting() const override { return true; }

private:
  static_assert(static_cast<int>(Covering::Covers) == static_cast<int>(Suspends::Never));
  const ProgramFact granted_{.claim = static_cast<int>(Covering::Covers)};
};

/// Works out the facts of one unit.
class Export : public DynamicRecursiveASTVisitor {
public:
  Export(ASTContext &context, std::shared_ptr<const Models> models)
      : context_(context), unit_(context, models), alone_(context, std::move(models)),
        blocking_(unit_) {
    joinProgram(unit_, noting_);
  }

  bool VisitFunctionDecl(FunctionDecl *function) override {
    if (isOverrider(*function))
      stateOverrider(cast<CXXMethodDecl>(*function));
    else if (function->doesThisDeclarationHaveABody() && isOnlyHere(*function))
      state(*function);
    return true;
  }

  /// Nothing that stands in a body can be called from another file.
  bool TraverseStmt(Stmt *) override { return true; }

  StatedFacts all() {
    for (Decl *declaration : userDeclarations(context_))
      TraverseDecl(declaration);
    return std::move(result_);
  }

private:
  bool isOnlyHere(const FunctionDecl &function) {
    return !function.isImplicit() && !function.isInlined() && function.isExternallyVisible() &&
           !function.isTemplated() && !function.isTemplateInstantiation() && !function.isMain() &&
           !unit_.models().libraryOf(function) && definitionOf(&function) == &function;
  }

  void state(const FunctionDecl &function) {
    const std::string usr = usrOf(function, unit_);
    if (usr.empty())
      return;
    facts_ = {.defined = programPlace(function.getLocation(), function),
              .isInHeader = isDeclaredInHeader(function)};
    stateAll(function);
    result_[usr] = std::move(facts_);
  }

  /// Whether a function defines what a call of a virtual function of the user's may reach: others
  /// reach it, too, where its name can't.
  bool isOverrider(const FunctionDecl &function) {
    const auto *method = dyn_cast<CXXMethodDecl>(&function);
    return method && method->isVirtual() && !isa<CXXDestructorDecl>(method) &&
           !function.isImplicit() && !unit_.models().libraryOf(function) &&
           (function.doesThisDeclarationHaveABody() || function.hasSkippedBody());
  }

  /// Of a template, and of what wasn't parsed, only that it is there.
  void stateOverrider(const CXXMethodDecl &method) {
    const std::string usr = usrOf(method, unit_);
    if (usr.empty())
      return;
    facts_ = {.defined = programPlace(method.getLocation(), method),
              .isInHeader = isDeclaredInHeader(method),
              .isVirtual = isDispatched(method)};
    addOverridden(method);
    if (facts_.overrides.empty() && (method.isTemplated() || !isDispatched(method)))
      return;
    if (!method.isTemplated() && definitionOf(&method) == &method)
      stateWhatRuns(method);
    result_[usr] = std::move(facts_);
  }

  void addOverridden(const CXXMethodDecl &method) {
    for (const CXXMethodDecl *overridden : method.overridden_methods()) {
      if (unit_.models().libraryOf(*overridden))
        continue;
      facts_.overrides[usrOf(*overridden, unit_)] = !overridden->isPureVirtual();
      addOverridden(*overridden);
    }
  }

  bool givesTask(const FunctionDecl &function) {
    return unit_.body(function).isCoroutine() ||
           unit_.taskType(function.getReturnType()).isAwaitable();
  }

  void stateWhatRuns(const FunctionDecl &function) {
    if (givesTask(function))
      statePromises(function);
    else
      stateBlocking(function);
  }

  void stateAll(const FunctionDecl &function) {
    stateWhatRuns(function);
    if (givesTask(function))
      stateResult(function);
    for (const unsigned parameter : taskParameters(function, unit_))
      stateEnd(function, parameter);
    for (unsigned i = 0; i < function.getNumParams(); ++i)
      if (isErased(function.getParamDecl(i)->getType()))
        stateCallable(function, i);
  }

  // ---- What blocks

  void stateBlocking(const FunctionDecl &function) {
    const Blocking::Below below = blocking_.below(unit_.body(function));
    StatedFact stated;
    if (below.site)
      stated.fact = factOf(*below.site, function);
    for (const BlockingSite &open : below.open)
      stated.needs.push_back({*open.elsewhere, programPlace(open.at->getBeginLoc(), function)});
    if (stated.fact.claim || !stated.needs.empty())
      facts_.facts[{FactKind::Blocks, -1}] = std::move(stated);
  }

  static std::vector<ProgramPlace> placesOf(const BlockingSite &site,
                                            const FunctionDecl &function) {
    std::vector<ProgramPlace> places{programPlace(site.at->getBeginLoc(), function)};
    for (const BlockingSite::Through &step : site.path)
      places.push_back(programPlace(step.at, *step.function));
    return places;
  }

  static ProgramFact factOf(const BlockingSite &site, const FunctionDecl &function) {
    ProgramFact fact;
    fact.claim = 1 + static_cast<int>(site.kind);
    fact.subject = site.callee;
    fact.reason = site.reason;
    fact.confidence = site.confidence;
    fact.deadlocks = site.deadlocks;
    fact.places = placesOf(site, function);
    return fact;
  }

  // ---- What becomes of a task

  void statePromises(const FunctionDecl &function) {
    if (isCovered(function, unit_))
      add(FactKind::Covers, -1, {.claim = static_cast<int>(Covering::Covers)});
    else if (const Stmt *escape = escapeOf(function, unit_))
      addAlone(FactKind::Covers, -1,
               {.claim = static_cast<int>(Covering::Leaves),
                .places = {programPlace(escape->getBeginLoc(), function)}});
    asked();
    if (bodySuspends(function, unit_).claim == Suspends::Never)
      add(FactKind::Suspends, -1, {.claim = static_cast<int>(Suspends::Never)});
    asked();
  }

  /// Of its result, and of what it is given.
  void stateResult(const FunctionDecl &function) {
    if (const Stmt *hidden = hiddenFailureIn(function, alone_))
      addAlone(FactKind::HidesFailure, -1,
               {.claim = 1, .places = {programPlace(hidden->getBeginLoc(), function)}});
    if (hasOneResult(function, alone_))
      addAlone(FactKind::OneResult, -1, {.claim = 1});
    for (unsigned i = 0; i < function.getNumParams(); ++i) {
      Referent referent;
      referent.parameter = function.getParamDecl(i);
      if (refers(referent.parameter->getType()))
        stateUse(function, referent, static_cast<int>(i));
    }
    if (const auto *method = dyn_cast<CXXMethodDecl>(&function); method && method->isInstance()) {
      Referent self;
      self.kind = Referent::This;
      stateUse(function, self, -1);
    }
  }

  static bool refers(QualType type) {
    return type->isReferenceType() || type->isPointerType() || isView(type);
  }

  void stateUse(const FunctionDecl &function, const Referent &referent, int parameter) {
    for (const auto &[kind, begins] : {std::pair{FactKind::UsedLater, Begins::Later},
                                       std::pair{FactKind::UsedOnceBegun, Begins::Now}}) {
      const LaterUse use = usedLater(function, referent, unit_, begins);
      asked();
      if (use.answer == LaterUse::Unseen)
        continue;
      ProgramFact fact{.claim = 1 + static_cast<int>(use.answer)};
      if (use.answer == LaterUse::Yes)
        fact.places = {programPlace(use.suspension, *use.coroutine),
                       programPlace(use.use, *use.coroutine)};
      if (use.answer == LaterUse::Yes && use.startsSuspended)
        fact.reason = "starts suspended";
      addAlone(kind, parameter, std::move(fact));
    }
  }

  // ---- What becomes of what is given

  void stateEnd(const FunctionDecl &function, unsigned parameter) {
    const Fact<TaskEnd> end = endOfTask(function, parameter, unit_);
    addRole(FactKind::EndOfTask, parameter, static_cast<int>(end.claim), end.source, end.because,
            end.at, function);
  }

  void stateCallable(const FunctionDecl &function, unsigned parameter) {
    const Fact<CallableUse> use = callableDefinition(function, parameter, unit_);
    addRole(FactKind::Callable, parameter, claimOf(use.claim), use.source, use.because, use.at,
            function);
  }

  /// What was read is told as it is; what only a declaration says is for the definition elsewhere.
  void addRole(FactKind kind, unsigned parameter, int claim, FactSource source,
               const std::string &because, SourceLocation at, const FunctionDecl &function) {
    ProgramFact fact{.claim = claim, .reason = because};
    if (at.isValid())
      fact.places = {programPlace(at, function)};
    std::vector<Question> questions = asked();
    llvm::erase_if(questions, [&](const Question &question) { return question.kind != kind; });
    const bool isGuess = source == FactSource::Type || source == FactSource::Name;
    if (questions.empty() && claim && !isGuess)
      return addAlone(kind, static_cast<int>(parameter), std::move(fact));
    if (questions.size() != 1 || (claim && !isGuess))
      return;
    StatedFact stated;
    stated.needs.push_back({questions.front(), programPlace(function.getLocation(), function)});
    facts_.facts[{kind, static_cast<int>(parameter)}] = std::move(stated);
  }

  // ---- Facts

  /// What was asked since the last time, each once.
  std::vector<Question> asked() {
    std::vector<Question> questions;
    for (Question &question : std::exchange(askedBy(unit_), {}))
      if (question.kind != FactKind::Blocks && !llvm::is_contained(questions, question))
        questions.push_back(std::move(question));
    return questions;
  }

  void addAlone(FactKind kind, int parameter, ProgramFact fact) {
    facts_.facts[{kind, parameter}] = {std::move(fact), {}};
  }

  /// A fact that needs what was asked for it.
  void add(FactKind kind, int parameter, ProgramFact fact) {
    StatedFact stated{std::move(fact), {}};
    for (const Question &question : asked())
      if (question.kind == kind)
        stated.needs.push_back({question, {}});
    facts_.facts[{kind, parameter}] = std::move(stated);
  }

  ASTContext &context_;
  Noting noting_;
  Unit unit_;
  Unit alone_; ///< the same, where nothing is taken for granted of others
  Blocking blocking_;
  FunctionFacts facts_; ///< of the function at hand
  StatedFacts result_;
};

} // namespace

StatedFacts statedFacts(ASTContext &context, std::shared_ptr<const Models> models) {
  return Export(context, std::move(models)).all();
}

} // namespace corolint
