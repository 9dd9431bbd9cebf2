#include "tool/driver/analysis/Questions.h"
#include "checks/Models.h"
#include "checks/engine/answers/Explanation.h"
#include "checks/engine/things/Unit.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "tool/driver/base/Snapshot.h"
#include "tool/driver/configuration/Configuration.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Tooling/Tooling.h"

namespace corolint::tool {

using namespace clang;
namespace tidy = clang::tidy;

namespace {

/// Parses a unit and asks the checks' engine about it.
class Ask final : public ASTFrontendAction {
public:
  using Question = llvm::function_ref<void(corolint::Unit &)>;
  /// @param file whose models are in force
  Ask(const std::string &file, Question question) : file_(file), question_(question) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &, llvm::StringRef) override {
    return std::make_unique<Consumer>(*this);
  }

private:
  struct Consumer final : ASTConsumer {
    explicit Consumer(Ask &action) : action(action) {}
    bool shouldSkipFunctionBody(Decl *) override { return false; }
    void HandleTranslationUnit(ASTContext &context) override { action.ask(context); }
    Ask &action;
  };

  void ask(ASTContext &context) {
    const SourceManager &sources = context.getSourceManager();
    auto models = Models::forFile(file_, sources.getFileManager().getVirtualFileSystem());
    if (!models) {
      llvm::consumeError(models.takeError()); // told before, as an error of the configuration
      return;
    }
    corolint::Unit unit(context, std::move(*models));
    question_(unit);
  }

  const std::string &file_;
  Question question_;
};

/// Makes the one action that it was given.
class Once final : public tooling::FrontendActionFactory {
public:
  explicit Once(std::unique_ptr<FrontendAction> action) : action_(std::move(action)) {}
  std::unique_ptr<FrontendAction> create() override { return std::move(action_); }

private:
  std::unique_ptr<FrontendAction> action_;
};

} // namespace

static void ask(const CompileUnit &unit, const std::string &file, Ask::Question question) {
  const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk = fileSystemOf(nullptr);
  disk->setCurrentWorkingDirectory(unit.directory);
  tidy::ClangTidyContext context(optionsProvider("", disk));
  Once factory(std::make_unique<Ask>(file, question));
  IgnoringDiagConsumer quiet;
  const auto files = llvm::makeIntrusiveRefCnt<FileManager>(FileSystemOptions(), disk);
  tooling::ToolInvocation invocation(commandOf(unit, context.getOptionsForFile(unit.file)),
                                     &factory, files.get(),
                                     std::make_shared<PCHContainerOperations>());
  invocation.setDiagnosticConsumer(&quiet);
  invocation.run();
}

std::vector<std::string> explainLine(const CompileUnit &unit, const std::string &file,
                                     unsigned line) {
  std::vector<std::string> sentences;
  ask(unit, file, [&](corolint::Unit &known) {
    const SourceManager &sources = known.context().getSourceManager();
    if (const auto entry = sources.getFileManager().getOptionalFileRef(file))
      sentences = corolint::explainLine(known, sources.translateFile(*entry), line);
  });
  return sentences;
}

std::vector<Role> rolesIn(const CompileUnit &unit) {
  std::vector<Role> roles;
  ask(unit, unit.file, [&](corolint::Unit &known) { roles = corolint::rolesIn(known); });
  return roles;
}

} // namespace corolint::tool
