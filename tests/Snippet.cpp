#include "tests/Snippet.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"
#include "clang/Tooling/Tooling.h"
#include <gtest/gtest.h>

namespace corolint::test {

using namespace clang;

Snippet::Snippet(const std::string &code, std::shared_ptr<const Models> models) {
  const std::string inputs = std::string(COROLINT_SOURCE_DIR) + "/test-inputs";
  ast_ = tooling::buildASTFromCodeWithArgs(code,
                                           {"-std=c++20", "-w", "-I" + inputs + "/support",
                                            "-I" + inputs + "/mock", "-resource-dir",
                                            COROLINT_RESOURCE_DIR},
                                           "snippet.cpp");
  EXPECT_FALSE(ast_->getDiagnostics().hasErrorOccurred()) << code;
  unit_ = std::make_unique<Unit>(ast_->getASTContext(), std::move(models));
}

Snippet::~Snippet() = default;

namespace {

/// Finds the first declaration of a name, a definition before others.
template <class T> class Finder : public DynamicRecursiveASTVisitor {
public:
  explicit Finder(const std::string &name) : name_(name) { ShouldVisitImplicitCode = true; }

  bool VisitDecl(Decl *declaration) override {
    const auto *named = dyn_cast<T>(declaration);
    if (!named || isa<ParmVarDecl>(declaration) || !named->getDeclName().isIdentifier() ||
        named->getName() != name_)
      return true;
    if (!found || (!defines(*found) && defines(*named)))
      found = named;
    return true;
  }

  const T *found = nullptr;

private:
  static bool defines(const Decl &declaration) {
    if (const auto *function = dyn_cast<FunctionDecl>(&declaration))
      return function->isThisDeclarationADefinition();
    if (const auto *record = dyn_cast<CXXRecordDecl>(&declaration))
      return record->isThisDeclarationADefinition();
    return true;
  }

  std::string name_;
};

template <class T> const T &find(ASTContext &context, const std::string &name) {
  Finder<T> finder(name);
  finder.TraverseAST(context);
  if (!finder.found) {
    ADD_FAILURE() << "no " << name << " in the snippet";
    std::abort();
  }
  return *finder.found;
}

} // namespace

const FunctionDecl &Snippet::function(const std::string &name) {
  return find<FunctionDecl>(context(), name);
}
const VarDecl &Snippet::variable(const std::string &name) { return find<VarDecl>(context(), name); }
const CXXRecordDecl &Snippet::record(const std::string &name) {
  return find<CXXRecordDecl>(context(), name);
}

QualType Snippet::type(const std::string &name) {
  Finder<VarDecl> variables(name);
  variables.TraverseAST(context());
  if (variables.found)
    return variables.found->getType();
  return find<TypedefNameDecl>(context(), name).getUnderlyingType();
}

const Stmt &Snippet::statement(const Body &body, const std::string &text) {
  for (const Stmt *statement : body.statements()) {
    const llvm::StringRef source =
        Lexer::getSourceText(CharSourceRange::getTokenRange(statement->getSourceRange()),
                             context().getSourceManager(), context().getLangOpts());
    if (source.starts_with(text) && !isa<CompoundStmt>(statement))
      return *statement;
  }
  ADD_FAILURE() << "no statement begins with " << text;
  std::abort();
}

unsigned Snippet::lineOf(const Stmt &statement) {
  return context().getSourceManager().getExpansionLineNumber(statement.getBeginLoc());
}

} // namespace corolint::test
