// A piece of C++ as an AST, for the unit tests of the engine. It may include the headers of
// test-inputs/support and test-inputs/mock.
#pragma once
#include "checks/engine/code/Body.h"
#include "checks/engine/things/Unit.h"
#include "clang/Frontend/ASTUnit.h"
#include <memory>
#include <string>

namespace corolint::test {

class Snippet {
public:
  /// Parses the code; a test that uses one that doesn't compile fails.
  explicit Snippet(const std::string &code,
                   std::shared_ptr<const Models> models = Models::builtin());
  ~Snippet();

  Unit &unit() { return *unit_; }
  clang::ASTContext &context() { return unit_->context(); }

  /// The definition (or else the declaration) of a function, variable, class or alias by its name,
  /// wherever it is; patterns of templates before instantiations; no parameters. Fails the test
  /// where there is none.
  const clang::FunctionDecl &function(const std::string &name);
  const clang::VarDecl &variable(const std::string &name);
  const clang::CXXRecordDecl &record(const std::string &name);
  /// The type of a variable, or the one that an alias names.
  clang::QualType type(const std::string &name);

  /// The first statement of the body whose text begins so.
  const clang::Stmt &statement(const Body &body, const std::string &text);

  /// The 1-based line of the snippet that a statement begins on.
  unsigned lineOf(const clang::Stmt &statement);

private:
  std::unique_ptr<clang::ASTUnit> ast_;
  std::unique_ptr<Unit> unit_;
};

} // namespace corolint::test
