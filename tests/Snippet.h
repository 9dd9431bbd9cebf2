<<<<<<< HEAD
// A piece of C++ as an AST, for the unit tests of the engine. It may include the headers of test-inputs/support and test-inputs/mock.
#pragma once
#include "checks/engine/Body.h"
#include "checks/engine/Unit.h"
#include "clang/Frontend/ASTUnit.h"
=======
// A snippet of code as the engine sees it, for unit tests of its concepts.
#pragma once
#include "checks/engine/Unit.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include <gtest/gtest.h>
>>>>>>> spawn
#include <memory>
#include <string>

namespace corolint::test {

class Snippet {
public:
<<<<<<< HEAD
  /// Parses the code; a test that uses one that doesn't compile fails.
  explicit Snippet(const std::string &code, std::shared_ptr<const Models> models = Models::builtin());
  ~Snippet();

  Unit &unit() { return *unit_; }
  clang::ASTContext &context() { return unit_->context(); }

  /// The definition (or else the declaration) of a function, variable, class or alias by its name, wherever it is; patterns of templates before
  /// instantiations; no parameters. Fails the test where there is none.
  const clang::FunctionDecl &function(const std::string &name);
  const clang::VarDecl &variable(const std::string &name);
  const clang::CXXRecordDecl &record(const std::string &name);
  /// The type of a variable, or the one that an alias names.
  clang::QualType type(const std::string &name);

  /// The first statement of the body whose text begins so.
  const clang::Stmt &statement(const Body &body, const std::string &text);
=======
  /// @param code C++20; it may include what annotated inputs may include
  explicit Snippet(const std::string &code) {
    const std::string inputs = COROLINT_SOURCE_DIR "/test-inputs/";
    ast_ = clang::tooling::buildASTFromCodeWithArgs(
        code, {"-std=c++20", "-resource-dir", COROLINT_RESOURCE_DIR, "-I" + inputs + "mock", "-I" + inputs + "support"}, "snippet.cpp");
    EXPECT_TRUE(ast_ && !ast_->getDiagnostics().hasErrorOccurred()) << code;
    unit_ = std::make_unique<Unit>(ast_->getASTContext(), Models::builtin());
  }

  Unit &unit() { return *unit_; }

  /// The definition of the function of this name: the first one, an instantiation where the name is a template's.
  const clang::FunctionDecl &function(const std::string &name) {
    struct Finder : clang::RecursiveASTVisitor<Finder> {
      std::string name;
      const clang::FunctionDecl *found = nullptr;
      bool shouldVisitTemplateInstantiations() const { return true; }
      bool VisitFunctionDecl(clang::FunctionDecl *function) {
        if (!found && function->getNameAsString() == name && function->isThisDeclarationADefinition() && !function->isDependentContext())
          found = function;
        return !found;
      }
    } finder;
    finder.name = name;
    finder.TraverseDecl(ast_->getASTContext().getTranslationUnitDecl());
    if (!finder.found)
      throw std::invalid_argument("no function " + name);
    return *finder.found;
  }

  unsigned lineOf(const clang::Stmt &statement) const { return ast_->getSourceManager().getExpansionLineNumber(statement.getBeginLoc()); }
>>>>>>> spawn

private:
  std::unique_ptr<clang::ASTUnit> ast_;
  std::unique_ptr<Unit> unit_;
};

} // namespace corolint::test
