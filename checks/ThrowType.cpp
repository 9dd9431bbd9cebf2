// coro-throw-type: what is thrown is no exception that an error boundary can read.
#include "checks/Check.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Include.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"

namespace corolint {
namespace {

using namespace clang;

/// The types that handlers of the user name.
class CaughtTypes : public DynamicRecursiveASTVisitor {
public:
  CaughtTypes() { ShouldVisitTemplateInstantiations = true; }

  bool VisitCXXCatchStmt(CXXCatchStmt *handler) override {
    if (const QualType caught = handler->getCaughtType();
        !caught.isNull() && !caught->isDependentType())
      found.push_back(caught);
    return true;
  }

  std::vector<QualType> found;
};

class ThrowTypeCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    // In a constant expression a 'throw' is an error of the compiler's, with the operand as its
    // text.
    if (unit().isTest() || body.function().isConstexpr())
      return;
    for (const Stmt *statement : body.statements())
      if (const auto *thrown = dyn_cast<CXXThrowExpr>(statement); thrown && thrown->getSubExpr())
        judge(body, *thrown);
  }

  void judge(const Body &body, const CXXThrowExpr &thrown) {
    const QualType type = thrown.getSubExpr()->getType();
    // What a template throws for its argument is decided where that is given.
    if (type->isDependentType() ||
        (body.function().isTemplateInstantiation() && isDependentInPattern(body, thrown)))
      return;
    const CXXRecordDecl *record = type->getAsCXXRecordDecl();
    const std::string base = option("BaseException");
    if ((record && (isFine(*record, base) || belongsToLibrary(*record))) ||
        isExceptionPointer(record) || isCaughtHere(body, thrown) ||
        (base.empty() && isCaughtSomewhere(type)))
      return;
    Finding finding;
    finding.function = &body.function();
    finding.range = thrown.getSourceRange();
    const std::string name = quoted(nameOf(type));
    if (!base.empty() && record && isStdException(*record))
      finding.message = name + " doesn't derive from " + quoted(base) +
                        ": the boundary that translates errors doesn't know it";
    else if (record && record->hasDefinition() && derivesSomehow(*record))
      finding.message =
          "no handler sees this " + name + ", which derives from std::exception, but not publicly";
    else
      finding.message =
          "no handler of std::exception sees this " + name + ": its text and kind are lost";
    if (base.empty())
      addFix(finding, thrown);
    report(finding);
  }

  bool isDependentInPattern(const Body &body, const CXXThrowExpr &thrown) const {
    const FunctionDecl *pattern = body.function().getTemplateInstantiationPattern();
    if (!pattern || !pattern->getBody())
      return true;
    const Body original(*pattern);
    for (const Stmt *statement : original.statements())
      if (const auto *same = dyn_cast<CXXThrowExpr>(statement);
          same && same->getThrowLoc() == thrown.getThrowLoc())
        return !same->getSubExpr() || same->getSubExpr()->getType()->isDependentType();
    return true;
  }

  static bool isFine(const CXXRecordDecl &record, llvm::StringRef base) {
    if (base.empty())
      return isStdException(record);
    if (record.getQualifiedNameAsString() == base)
      return true;
    return record.hasDefinition() &&
           llvm::any_of(record.bases(), [&](const CXXBaseSpecifier &parent) {
             const auto *above = parent.getType()->getAsCXXRecordDecl();
             return above && parent.getAccessSpecifier() == AS_public && isFine(*above, base);
           });
  }

  /// An exception that a library defines is read by the boundaries of that library.
  bool belongsToLibrary(const CXXRecordDecl &record) const {
    return models().cancellation(record) ||
           (models().libraryOf(record) && !record.isInStdNamespace()) ||
           (unit().context().getSourceManager().isInSystemHeader(record.getLocation()) &&
            !record.isInStdNamespace());
  }

  /// `throw pointer_to_exception;` is another check's.
  static bool isExceptionPointer(const CXXRecordDecl *record) {
    return record && record->isInStdNamespace() && record->getName().contains("exception_ptr");
  }

  static bool derivesSomehow(const CXXRecordDecl &record) {
    return llvm::any_of(record.bases(), [](const CXXBaseSpecifier &base) {
      const auto *parent = base.getType()->getAsCXXRecordDecl();
      return parent && parent->hasDefinition() &&
             (isStdException(*parent) || derivesSomehow(*parent));
    });
  }

  /// Whether a handler around it in this function names its type: it is a way to leave a block, and
  /// never comes to a boundary.
  static bool isCaughtHere(const Body &body, const CXXThrowExpr &thrown) {
    const Stmt *inner = &thrown;
    for (const Stmt *outer = body.parent(thrown); outer; inner = outer, outer = body.parent(*outer))
      if (const auto *attempt = dyn_cast<CXXTryStmt>(outer);
          attempt && attempt->getTryBlock() == inner)
        for (unsigned i = 0; i < attempt->getNumHandlers(); ++i)
          if (const QualType caught = attempt->getHandler(i)->getCaughtType();
              !caught.isNull() && catches(caught, thrown.getSubExpr()->getType()))
            return true;
    return false;
  }

  /// Whether some handler of the translation unit names its type: a boundary that knows it reads
  /// it.
  bool isCaughtSomewhere(QualType thrown) {
    if (context_ != &unit().context()) {
      context_ = &unit().context();
      caught_ = {};
      for (Decl *declaration : userDeclarations(*context_))
        caught_.TraverseDecl(declaration);
    }
    return llvm::any_of(caught_.found, [&](QualType handler) { return catches(handler, thrown); });
  }

  std::string nameOf(QualType type) const {
    PrintingPolicy policy(unit().context().getPrintingPolicy());
    policy.SuppressTagKeyword = true;
    return type.getLocalUnqualifiedType().getAsString(policy);
  }

  /// `throw "text";` and a string become a std::runtime_error of that text.
  void addFix(Finding &finding, const CXXThrowExpr &thrown) const {
    const Expr *value = thrown.getSubExpr()->IgnoreUnlessSpelledInSource();
    const CXXRecordDecl *record = thrown.getSubExpr()->getType()->getAsCXXRecordDecl();
    const bool text = isa<StringLiteral>(value) ||
                      (record && record->isInStdNamespace() && record->getName() == "basic_string");
    const std::string written = sourceText(value->getSourceRange(), unit().context());
    if (!text || written.empty() || thrown.getBeginLoc().isMacroID())
      return;
    Fix fix;
    fix.title = "throw a std::runtime_error with that text";
    fix.edits.push_back(FixItHint::CreateReplacement(value->getSourceRange(),
                                                     "std::runtime_error(" + written + ")"));
    if (const auto include = includeEdit("stdexcept", thrown.getBeginLoc(), unit().context()))
      fix.edits.push_back(*include);
    finding.fixes.push_back(std::move(fix));
  }

  const ASTContext *context_ = nullptr;
  CaughtTypes caught_;
};

constexpr Option Options[] = {
    {"BaseException", "string", "",
     "the qualified name of the project's own base class: then what doesn't publicly derive from "
     "it is reported"},
};

constexpr llvm::StringLiteral Documentation = R"md(
A coroutine's exception travels far from where it was thrown: through tasks, aggregates and executors to the boundary that logs it or answers a request. There a handler of `std::exception` is all that
can be expected; a number, a text or a class of another kind ends in `catch (...)`, where nothing is known of it any more.

```cpp bad
#include "task.h"
#include <string>
task<int> query(std::string key);

task<int> find(std::string key) {
  if (key.empty())
    throw "the key is empty";   // "unknown exception", says the log
  co_return co_await query(key);
}
```

```cpp good
#include "task.h"
#include <stdexcept>
#include <string>
task<int> query(std::string key);

task<int> find(std::string key) {
  if (key.empty())
    throw std::invalid_argument("the key is empty");
  co_return co_await query(key);
}
```

Reported is what doesn't derive publicly from `std::exception`, in coroutines and in functions alike. With the option `BaseException` set to the project's own base class, every class outside of it is, so that
one boundary can translate every error.

Silent: exceptions that a library defines, a type that a handler in the translation unit names (with `BaseException`: one around the `throw`), a template's parameter, and tests.
)md";

} // namespace

extern const Check ThrowType;
const Check ThrowType = {
    .id = "coro-throw-type",
    .summary = "what is thrown is no exception that an error boundary can read",
    .severity = Severity::Warning,
    .onByDefault = false,
    .fix =
        "makes a std::runtime_error of a text: unsafe, since a handler of the text no longer fits",
    .confidence =
        "medium: the type was seen; that its catcher needs a std::exception is a convention",
    .options = Options,
    .documentation = Documentation,
    .make = make<ThrowTypeCheck>,
};

} // namespace corolint
