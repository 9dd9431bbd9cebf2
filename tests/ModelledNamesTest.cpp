// Every name that a model knows is the name of something: test-inputs/models/<library>.cpp compiles
// against the real header, or a mock that keeps its signatures, and mentions each. A name that was
// misspelt, or that the library has dropped, fails here.
#include "checks/Models.h"
#include "tests/Inputs.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include <gtest/gtest.h>
#include <set>

namespace corolint::test {

using namespace clang;
namespace fs = std::filesystem;

namespace {

/// What a file mentions, by the names that models use: functions it calls or names, types it writes
/// down or gets.
class Mentions : public DynamicRecursiveASTVisitor {
public:
  Mentions() {
    ShouldVisitImplicitCode = true;
    ShouldVisitTemplateInstantiations = true;
  }

  std::set<std::string> names;

  bool VisitDeclRefExpr(DeclRefExpr *expression) override { return add(expression->getDecl()); }
  bool VisitMemberExpr(MemberExpr *expression) override { return add(expression->getMemberDecl()); }
  bool VisitCXXConstructExpr(CXXConstructExpr *expression) override {
    return add(expression->getConstructor());
  }
  bool VisitExpr(Expr *expression) override { return addType(expression->getType()); }
  bool VisitTypeLoc(TypeLoc type) override { return addType(type.getType()); }
  bool VisitOverloadExpr(OverloadExpr *expression) override {
    for (const NamedDecl *candidate : expression->decls())
      add(candidate->getUnderlyingDecl());
    return true;
  }
  bool VisitCXXMethodDecl(CXXMethodDecl *method) override {
    for (const CXXMethodDecl *overridden : method->overridden_methods())
      add(overridden);
    return true;
  }

private:
  bool add(const NamedDecl *declaration) {
    if (declaration && !declaration->getDeclName().isEmpty())
      names.insert(modelName(*declaration));
    return true;
  }

  bool addType(QualType type) {
    if (type.isNull())
      return true;
    type = type.getNonReferenceType();
    if (type->isPointerType())
      type = type->getPointeeType();
    if (const auto *written = type->getAs<TemplateSpecializationType>())
      add(written->getTemplateName().getAsTemplateDecl());
    return add(type->getAsTagDecl());
  }
};

void collect(const fs::path &input, std::set<std::string> &names) {
  std::vector<std::string> flags = flagsOf(input);
  flags.insert(flags.end(), {"-w", "-resource-dir", COROLINT_RESOURCE_DIR});
  const std::unique_ptr<ASTUnit> unit =
      tooling::buildASTFromCodeWithArgs(readFile(input), flags, input.string());
  ASSERT_TRUE(unit && !unit->getDiagnostics().hasErrorOccurred()) << input << " doesn't compile";
  Mentions mentions;
  for (auto it = unit->top_level_begin(); it != unit->top_level_end(); ++it)
    if (unit->getSourceManager().isInMainFile(
            unit->getSourceManager().getExpansionLoc((*it)->getLocation())))
      mentions.TraverseDecl(*it);
  names.merge(mentions.names);
}

std::vector<std::string> namesOf(const Library &library) {
  std::vector<std::string> names;
  const auto take = [&](const auto &...sections) {
    (..., [&] {
      for (const auto &row : sections)
        names.push_back(row.name);
    }());
  };
  take(library.tasks, library.guards, library.markers, library.generators, library.joins,
       library.hops, library.cancellations, library.errorBases, library.failsWhenClosed,
       library.entryPoints, library.mutexes, library.safeGuards, library.network, library.timeouts,
       library.consumers, library.neverFails, library.spawners, library.discardingTokens,
       library.aggregates, library.blocking, library.offloaders, library.keepers, library.callbacks,
       library.errorResults, library.errorValueAwaits, library.continuations, library.threadBound);
  for (const CleanupPairRow &pair : library.cleanupPairs)
    names.push_back(pair.begin);
  return names;
}

/// Whether the file mentions what a row's name stands for, below one of the library's namespaces.
bool isMentioned(const std::string &name, const Library &library,
                 const std::set<std::string> &mentioned) {
  if (name.starts_with("::"))
    return mentioned.contains(name.substr(2));
  if (library.namespaces.empty())
    return mentioned.contains(name);
  return std::ranges::any_of(library.namespaces, [&](const std::string &space) {
    return mentioned.contains(space + "::" + name);
  });
}

const fs::path Sources = COROLINT_SOURCE_DIR;

std::vector<std::string> modelFiles() {
  std::vector<std::string> result;
  for (const fs::directory_entry &file : fs::directory_iterator(Sources / "checks/models"))
    result.push_back(file.path().stem().string());
  std::ranges::sort(result);
  return result;
}

class ModelledNames : public testing::TestWithParam<std::string> {};

TEST_P(ModelledNames, AreCompiled) {
  const std::string text = readFile(Sources / "checks/models" / (GetParam() + ".yaml"));
  llvm::Expected<Library> library = parseLibrary(llvm::MemoryBufferRef(text, GetParam()));
  ASSERT_TRUE(bool(library)) << llvm::toString(library.takeError());
  std::set<std::string> mentioned;
  for (const fs::directory_entry &input : fs::directory_iterator(Sources / "test-inputs/models"))
    if (const std::string stem = input.path().stem().string();
        stem == GetParam() || stem.starts_with(GetParam() + "-"))
      collect(input.path(), mentioned);
  for (const std::string &name : namesOf(*library))
    EXPECT_TRUE(isMentioned(name, *library, mentioned))
        << "no input in test-inputs/models mentions " << name;
}

INSTANTIATE_TEST_SUITE_P(Library, ModelledNames, testing::ValuesIn(modelFiles()),
                         [](const auto &file) { return file.param; });

} // namespace

} // namespace corolint::test
