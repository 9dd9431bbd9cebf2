#include "checks/engine/answers/Explanation.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/errors/Handled.h"
#include "checks/engine/text/Names.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Fate.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"
#include "llvm/ADT/STLExtras.h"

namespace corolint {

using namespace clang;

namespace {

/// Finds the bodies that have code on the line.
class Bodies final : public DynamicRecursiveASTVisitor {
public:
  Bodies(const SourceManager &sources, FileID file, unsigned line)
      : sources_(sources), file_(file), line_(line) {}

  bool VisitFunctionDecl(FunctionDecl *function) override {
    if (function->doesThisDeclarationHaveABody() && covers(*function))
      found.push_back(function);
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *lambda) override {
    return VisitFunctionDecl(lambda->getCallOperator());
  }

  std::vector<const FunctionDecl *> found;

private:
  bool covers(const FunctionDecl &function) const {
    const SourceRange range = sources_.getExpansionRange(function.getSourceRange()).getAsRange();
    return sources_.getFileID(range.getBegin()) == file_ &&
           sources_.getSpellingLineNumber(range.getBegin()) <= line_ &&
           line_ <= sources_.getSpellingLineNumber(range.getEnd());
  }

  const SourceManager &sources_;
  FileID file_;
  unsigned line_;
};

/// Explains the code of one body on one line.
class Explainer {
public:
  Explainer(const Body &body, unsigned line, Unit &unit) : body_(body), line_(line), unit_(unit) {}

  std::vector<std::string> run() {
    for (const Stmt *statement : body_.statements()) {
      if (lineOf(*statement) != line_)
        continue;
      if (const auto *handler = dyn_cast<CXXCatchStmt>(statement))
        say(aboutHandler(*handler));
      else if (const auto *call = dyn_cast<CallExpr>(statement))
        say(aboutCall(*call));
    }
    return std::move(sentences_);
  }

private:
  unsigned lineOf(const Stmt &statement) const {
    return body_.context().getSourceManager().getExpansionLineNumber(statement.getBeginLoc());
  }

  void say(std::string sentence) {
    if (!sentence.empty() && !llvm::is_contained(sentences_, sentence))
      sentences_.push_back(std::move(sentence));
  }

  std::string aboutHandler(const CXXCatchStmt &handler) const {
    std::string ends;
    for (const ErrorPath &path : handlingOf(body_, handler, unit_).paths)
      if (const std::string end = wordsFor(path.end).str(); ends.find(end) == std::string::npos)
        ends += (ends.empty() ? "" : ", or ") + end;
    return ends.empty() ? "" : "what this handler catches " + ends;
  }

  static llvm::StringRef wordsFor(ErrorEnd end) {
    switch (end) {
    case ErrorEnd::Rethrown:
      return "is rethrown";
    case ErrorEnd::Carried:
      return "goes on inside of another exception";
    case ErrorEnd::Replaced:
      return "is replaced by another exception";
    case ErrorEnd::Terminated:
      return "ends the process";
    case ErrorEnd::Used:
      return "is used: logged, handed on or stored";
    case ErrorEnd::Kept:
      return "is known behind the handler: a value tells of it, or success leaves before";
    case ErrorEnd::Returned:
      return "is told to the caller by what is returned";
    case ErrorEnd::Reacted:
      return "is reacted to";
    case ErrorEnd::Dropped:
      return "is dropped";
    }
    return "";
  }

  std::string aboutCall(const CallExpr &call) {
    const std::string name = calledName(call, body_.context());
    if (name.empty())
      return "";
    if (const FunctionDecl *callee = call.getDirectCallee())
      if (const auto blocking = unit_.models().blocking(*callee); blocking && !body_.isCoroutine())
        return quoted(name) + " blocks" + (blocking->reason.empty() ? "" : " " + blocking->reason) +
               ", but '" + describe(body_.function()) + "' is no coroutine";
    if (call.getType()->isDependentType())
      return "what " + quoted(name) + " gives is only known where the template is instantiated";
    if (!call.isPRValue())
      return quoted(name) + " gives a reference to something that lives elsewhere";
    const TaskType &task = unit_.taskType(call.getType());
    const std::string type = quoted(
        call.getType().getUnqualifiedType().getAsString(body_.context().getPrintingPolicy()));
    if (call.getType()->isVoidType())
      return quoted(name) + " gives nothing that could be awaited";
    if (task.kind == TaskKind::None)
      return quoted(name) + " gives " + type +
             ", which is no task: no promise type, and no awaiter";
    if (task.kind == TaskKind::Generator)
      return quoted(name) + " gives a generator, which is iterated, not awaited";
    if (task.kind == TaskKind::Unobservable)
      return quoted(name) + " gives " + type +
             ", which nobody can await: its errors are its own affair";
    if (task.selfReporting)
      return quoted(name) + " gives " + type +
             ", which starts by itself and reports its own errors";
    return "the task of " + quoted(name) + " " + becomes(fateOf(body_, call, unit_));
  }

  /// What becomes of a task, as the end of a sentence.
  std::string becomes(const ValueUse &use) {
    const std::string callee = use.callee ? quoted(calleeName(*use.callee)) : "a call";
    switch (use.fate) {
    case Fate::Awaited:
      return "is awaited";
    case Fate::Returned:
      return "is handed to the caller, who has to await it";
    case Fate::Passed:
      return "is handed to " + callee + aboutReceiver(use.callee);
    case Fate::Kept:
      return "is stored, captured or thrown: it lives on where this can't follow it";
    case Fate::Consumed:
      return "is asked for " + callee + ", which may start it or wait for it";
    case Fate::Inspected:
      return "is only looked at";
    case Fate::Named:
    case Fate::Assigned:
      return "is kept in " + quoted(use.variable ? use.variable->getNameAsString() : "a variable") +
             aboutVariable(use.variable);
    case Fate::Discarded:
      return "is dropped";
    case Fate::DeclaredDrop:
      return "is dropped on purpose, as the code says";
    case Fate::Unevaluated:
      return "is never made: this code isn't evaluated";
    }
    return "";
  }

  std::string aboutReceiver(const FunctionDecl *callee) const {
    if (!callee)
      return "";
    if (unit_.models().marker(*callee))
      return ", which says that it is dropped on purpose";
    if (unit_.models().join(*callee))
      return ", which waits for it and hands its error on";
    if (unit_.models().spawner(*callee))
      return ", which starts it";
    return ", which may wait for it";
  }

  std::string aboutVariable(const VarDecl *variable) {
    if (!variable)
      return "";
    if (body_.isCaptured(*variable))
      return ", which a lambda captures";
    for (const DeclRefExpr *name : body_.uses(*variable)) {
      const ValueUse use = fateOf(body_, *name, unit_);
      if (use.fate != Fate::Inspected && use.fate != Fate::Discarded && use.fate != Fate::Named)
        return ", which on line " + std::to_string(lineOf(*name)) + " " + becomesBriefly(use);
    }
    return "";
  }

  /// Without looking further: what a variable is kept in could name it again.
  static std::string becomesBriefly(const ValueUse &use) {
    switch (use.fate) {
    case Fate::Awaited:
      return "is awaited";
    case Fate::Returned:
      return "is handed to the caller";
    case Fate::Passed:
      return "is handed to " +
             (use.callee ? quoted(calleeName(*use.callee)) : std::string("a call"));
    case Fate::Consumed:
      return "is asked for " +
             (use.callee ? quoted(calleeName(*use.callee)) : std::string("a member"));
    default:
      return "goes on";
    }
  }

  const Body &body_;
  unsigned line_;
  Unit &unit_;
  std::vector<std::string> sentences_;
};

} // namespace

std::vector<std::string> explainLine(Unit &unit, FileID file, unsigned line) {
  Bodies bodies(unit.context().getSourceManager(), file, line);
  bodies.TraverseDecl(unit.context().getTranslationUnitDecl());
  std::vector<std::string> sentences;
  const auto tell = [&](std::string sentence) {
    if (!llvm::is_contained(sentences, sentence))
      sentences.push_back(std::move(sentence));
  };
  for (const FunctionDecl *function : bodies.found) {
    if (!isUnderstood(*function)) {
      tell("there is an error in " + quoted(describe(*function)) +
           ": nothing is told of a function that wasn't understood as a whole");
      continue;
    }
    for (std::string &sentence : Explainer(Body(*function), line, unit).run())
      tell(std::move(sentence));
  }
  return sentences;
}

} // namespace corolint
