#include "tool/driver/analysis/Engine.h"
#include "checks/Models.h"
#include "checks/Stages.h"
#include "checks/engine/answers/FactExport.h"
#include "checks/engine/answers/Survey.h"
#include "checks/engine/facts/ProgramFiles.h"
#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang-tidy/ClangTidyModule.h"
#include "tool/driver/analysis/Collector.h"
#include "tool/driver/analysis/CrossFile.h"
#include "tool/driver/analysis/FindingConsumer.h"
#include "tool/driver/analysis/Precompiled.h"
#include "tool/driver/analysis/Proof.h"
#include "tool/driver/analysis/Twin.h"
#include "tool/driver/analysis/UserCode.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/configuration/Configuration.h"
#include "tool/driver/units/IncludeScan.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/Tooling.h"
#include <optional>
#include <sys/resource.h>

namespace corolint::tool {

using namespace clang;
namespace tidy = clang::tidy;

namespace {

/// Counts the compiler's own errors and keeps the first.
class CompilerErrors final : public DiagnosticConsumer {
public:
  unsigned count = 0;
  std::string first;

  void HandleDiagnostic(DiagnosticsEngine::Level level, const Diagnostic &info) override {
    if (level < DiagnosticsEngine::Error || count++ > 0)
      return;
    llvm::SmallString<128> text;
    info.FormatDiagnostic(text);
    if (info.getLocation().isValid() && info.hasSourceManager()) {
      const PresumedLoc at = info.getSourceManager().getPresumedLoc(info.getLocation());
      if (at.isValid())
        first = displayPath(at.getFilename(), directory_) + ":" + std::to_string(at.getLine()) +
                ":" + std::to_string(at.getColumn()) + ": ";
    }
    first += text.str();
  }

  explicit CompilerErrors(const std::string &directory) : directory_(directory) {}

private:
  const std::string &directory_;
};

/// Stands before clang-tidy's consumer and narrows its work to the user's code.
class UserScope final : public ASTConsumer {
public:
  UserScope(std::unique_ptr<NeededCode> needed, const Proof *proof)
      : needed_(std::move(needed)), proof_(proof) {}

  bool shouldSkipFunctionBody(Decl *function) override { return needed_->isSkipped(*function); }

  bool HandleTopLevelDecl(DeclGroupRef group) override {
    for (Decl *declaration : group)
      if (needed_->code().contains(declaration->getLocation()))
        scope_.push_back(declaration);
    return true;
  }
  void HandleInterestingDecl(DeclGroupRef) override {} // of precompiled headers

  void HandleTranslationUnit(ASTContext &context) override {
    nextStage("walk");
    if (proof_ && !proof_->holds())
      scope_.clear();
    context.setTraversalScope(scope_);
  }

private:
  std::unique_ptr<NeededCode> needed_;
  const Proof *proof_; ///< null where nothing was precompiled
  std::vector<Decl *> scope_;
};

/// The other files as the checks can ask about them; what they asked is noted in the result.
class Answers final : public corolint::Program {
public:
  Answers(const CrossFile *known, Joins joins, JudgedUnit &result)
      : known_(known), joins_(joins), result_(result) {}

  bool joinsWithoutHeader() const override { return joins_ == Joins::All; }

  /// Forgets what was known, for what another process says.
  void learn(const StatedFacts &facts) {
    learnt_.emplace();
    learnt_->add(facts);
    learnt_->resolve(Told::InPart); // what holds of virtual functions is among the facts
    known_ = &*learnt_;
  }

  const ProgramFact *ask(const Question &question) override {
    result_.asked.try_emplace(question, known_ ? known_->digest(question) : 0);
    return known_ ? known_->answer(question) : nullptr;
  }

private:
  const CrossFile *known_;
  std::optional<CrossFile> learnt_;
  Joins joins_;
  JudgedUnit &result_;
};

/// Stands between the parser and the checks: there a unit's twin parts.
class Parting final : public ASTConsumer {
public:
  Parting(Twin &twin, Answers &answers, const Proof *proof)
      : twin_(twin), answers_(answers), proof_(proof) {}

  void HandleTranslationUnit(ASTContext &context) override {
    if (proof_ && (!proof_->holds() || context.getDiagnostics().hasErrorOccurred()))
      return; // it will be parsed again
    if (const StatedFacts *program = twin_.part()) {
      restartStages();
      answers_.learn(*program);
    }
  }

private:
  Twin &twin_;
  Answers &answers_;
  const Proof *proof_;
};

/// What an analysis of one unit needs to have at hand.
struct Session {
  const CompileUnit &unit;
  const EngineOptions &options;
  JudgedUnit &result;
  Answers &answers;
  tidy::ClangTidyContext &context;
  FindingConsumer &consumer;
  tidy::ClangTidyASTConsumerFactory &factory;
  std::string refuted{}; ///< why what was precompiled isn't what the unit would have read
};

/// Takes what the unit says of its functions to others, and what there is in it.
class FactTaker final : public ASTConsumer {
public:
  explicit FactTaker(Session &session) : session_(session) {}

  void HandleTranslationUnit(ASTContext &context) override {
    if (session_.options.twin && session_.options.twin->isTwin())
      return; // its worker has told them
    auto models = Models::forFile(
        session_.unit.file, context.getSourceManager().getFileManager().getVirtualFileSystem());
    if (!models) {
      llvm::consumeError(models.takeError()); // told before, as an error of the configuration
      return;
    }
    if (session_.options.purpose != Purpose::Facts) {
      nextStage("inventory");
      session_.result.inventory =
          renamed(inventoryOf(context, *models), [&](const std::string &file) {
            return displayPath(file, session_.unit.directory);
          });
    }
    if (session_.options.purpose != Purpose::Alone) {
      nextStage("facts");
      session_.result.facts = statedFacts(context, std::move(*models));
    }
  }

private:
  Session &session_;
};

class CheckAction final : public ASTFrontendAction {
public:
  explicit CheckAction(Session &session) : session_(session) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &compiler,
                                                 llvm::StringRef file) override {
    // It sets the context up, which the others ask.
    std::unique_ptr<ASTConsumer> checks = session_.factory.createASTConsumer(compiler, file);
    auto needed = std::make_unique<NeededCode>(compiler, session_.context.getOptions(),
                                               session_.unit.file, session_.options.bodies);
    if (session_.options.headers)
      proof_.emplace(*session_.options.headers, compiler, *needed);
    const Proof *proof = proof_ ? &*proof_ : nullptr;
    std::vector<std::unique_ptr<ASTConsumer>> consumers;
    consumers.push_back(std::make_unique<UserScope>(std::move(needed), proof));
    if (session_.options.twin)
      consumers.push_back(
          std::make_unique<Parting>(*session_.options.twin, session_.answers, proof));
    if (session_.options.purpose != Purpose::Facts)
      consumers.push_back(std::move(checks));
    consumers.push_back(std::make_unique<FactTaker>(session_));
    return std::make_unique<MultiplexConsumer>(std::move(consumers));
  }

  void ExecuteAction() override {
    const SourceManager &sources = getCompilerInstance().getSourceManager();
    session_.consumer.BeginSourceFile(getCompilerInstance().getLangOpts(),
                                      &getCompilerInstance().getPreprocessor());
    nextStage("parse");
    ASTFrontendAction::ExecuteAction();
    nextStage("collect");
    session_.consumer.EndSourceFile();
    if (proof_ && !proof_->holds()) {
      session_.refuted = proof_->reason();
      return;
    }
    UserCode code(sources, session_.context.getOptions());
    collectFindings(session_.consumer, sources, getCompilerInstance().getLangOpts(),
                    session_.unit.directory, code, session_.result);
    session_.result.reads.clear();
    const llvm::DenseSet<const FileEntry *> shown = onlyShown(sources);
    for (auto file = sources.fileinfo_begin(); file != sources.fileinfo_end(); ++file)
      if (!shown.contains(&file->first.getFileEntry()))
        session_.result.reads.push_back(exactPath(file->first.getName(), session_.unit.directory));
    if (const Precompiled *headers = session_.options.headers) {
      // What was made for this run only is nothing that it depends on.
      std::erase_if(session_.result.reads, [&](llvm::StringRef file) {
        return file.consume_front(headers->file) && (file.empty() || file == ".h");
      });
      llvm::append_range(session_.result.reads, headers->headers);
    }
    if (session_.options.scan)
      session_.options.scan->learn(sources);
  }

  /// Called before what was parsed is taken apart.
  void EndSourceFileAction() override { nextStage("free"); }

private:
  /// The files of other units that steps of findings point at, and that nothing includes: what they
  /// say comes with the facts.
  static llvm::DenseSet<const FileEntry *> onlyShown(const SourceManager &sources) {
    llvm::DenseSet<const FileEntry *> shown, seen;
    const FileEntry *main = sources.getFileEntryForID(sources.getMainFileID());
    for (unsigned index = 1; index < sources.local_sloc_entry_size(); ++index) {
      const SrcMgr::SLocEntry &entry = sources.getLocalSLocEntry(index);
      if (!entry.isFile() || !entry.getFile().getContentCache().OrigEntry)
        continue;
      const FileEntry *file = &entry.getFile().getContentCache().OrigEntry->getFileEntry();
      if (seen.insert(file).second && file != main && entry.getFile().getIncludeLoc().isInvalid())
        shown.insert(file);
    }
    return shown;
  }

  Session &session_;
  std::optional<Proof> proof_; ///< where headers were precompiled
};

/// Runs the action on the invocation that the driver made of the command.
class Run final : public tooling::ToolAction {
public:
  explicit Run(Session &session) : session_(session) {}

  bool runInvocation(std::shared_ptr<CompilerInvocation> invocation, FileManager *files,
                     std::shared_ptr<PCHContainerOperations> containers,
                     DiagnosticConsumer *errors) override {
    if (!invocation->getLangOpts().CPlusPlus20) {
      session_.result.outcome = Outcome::NotCpp20;
      return true;
    }
    nextStage("scan");
    if (session_.options.scan &&
        !session_.options.scan->reachesCoroutines(session_.unit, invocation->getCC1CommandLine(),
                                                  session_.result.reads)) {
      session_.result.outcome = Outcome::NoCoroutines;
      return true;
    }
    invocation->getDiagnosticOpts().IgnoreWarnings = true;
    invocation->getDiagnosticOpts().ErrorLimit = 0;
    invocation->getFrontendOpts().SkipFunctionBodies = session_.options.bodies == Bodies::Needed;
    invocation->getPreprocessorOpts().SetUpStaticAnalyzer =
        true; // defines __clang_analyzer__, as clang-tidy does
    if (session_.options.headers)
      invocation->getPreprocessorOpts().ImplicitPCHInclude = session_.options.headers->file;
    CompilerInstance compiler(std::move(invocation), std::move(containers));
    compiler.setVirtualFileSystem(files->getVirtualFileSystemPtr());
    compiler.setFileManager(files);
    compiler.createDiagnostics(errors, /*ShouldOwnClient=*/false);
    compiler.createSourceManager();
    CheckAction action(session_);
    return compiler.ExecuteAction(action);
  }

private:
  Session &session_;
};

} // namespace

static double userSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec) * 1e-6;
}

static void tellErrors(const CompilerErrors &errors, JudgedUnit &result) {
  result.reason = errors.first;
  if (errors.count > 1)
    result.reason += " (and " + std::to_string(errors.count - 1) +
                     (errors.count > 2 ? " more errors)" : " more error)");
  for (Finding &finding : result.findings)
    finding.fixes.clear(); // of code that clang misunderstood no fix is sure
}

/// Analyses a unit, once.
/// @param refuted why that what was precompiled isn't what it would have read; there is no result
///   then
static std::optional<JudgedUnit> judgeUnit(const CompileUnit &unit, const EngineOptions &options,
                                           std::string &refuted) {
  JudgedUnit result;
  nextStage("prepare");
  Answers answers(options.program, options.joins, result);
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk = fileSystemOf(options.snapshot);
  if (options.purpose == Purpose::Program)
    disk = llvm::makeIntrusiveRefCnt<ProgramFiles>(std::move(disk), answers);
  disk->setCurrentWorkingDirectory(unit.directory);
  tidy::ClangTidyContext context(optionsProvider(options.checks, disk));
  context.setSelfContainedDiags(true);
  FindingConsumer consumer(context);
  auto consumerOptions = std::make_unique<DiagnosticOptions>();
  DiagnosticsEngine diagnostics(llvm::makeIntrusiveRefCnt<DiagnosticIDs>(), *consumerOptions,
                                &consumer, /*ShouldOwnClient=*/false);
  context.setDiagnosticsEngine(std::move(consumerOptions), &diagnostics);
  tidy::ClangTidyASTConsumerFactory factory(context);
  for (const std::string &name : factory.getCheckNames())
    if (llvm::StringRef(name).starts_with("coro-"))
      result.checks.insert(name);
  Session session{unit, options, result, answers, context, consumer, factory};
  Run run(session);
  CompilerErrors errors(unit.directory);
  const auto files = llvm::makeIntrusiveRefCnt<FileManager>(FileSystemOptions(), disk);
  tooling::ToolInvocation invocation(commandOf(unit, context.getOptionsForFile(unit.file)), &run,
                                     files.get(), std::make_shared<PCHContainerOperations>());
  invocation.setDiagnosticConsumer(&errors);
  const bool ran = invocation.run();
  if (options.headers && (!session.refuted.empty() || errors.count > 0 || !ran)) {
    refuted = session.refuted.empty() ? "it doesn't compile" : session.refuted;
    return std::nullopt;
  }
  result.sharesHeaders = options.headers != nullptr && result.outcome == Outcome::Analysed;
  if (errors.count > 0)
    tellErrors(errors, result);
  else if (!ran)
    result.reason = "its command makes no sense to clang";
  return result;
}

JudgedUnit analyseUnit(const CompileUnit &unit, const EngineOptions &options) {
  const double start = userSeconds();
  std::optional<Stages> stages; // each check of a function would ask the clock
  if (options.isTimed)
    stages.emplace();
  std::string refuted;
  std::optional<JudgedUnit> judged = judgeUnit(unit, options, refuted);
  if (!judged) {
    EngineOptions plain = options;
    plain.headers = nullptr;
    judged = judgeUnit(unit, plain, refuted);
  }
  JudgedUnit result = std::move(*judged);
  result.refuted = std::move(refuted);
  result.userSeconds = userSeconds() - (options.twin && options.twin->isTwin() ? 0 : start);
  if (stages)
    result.stages = stages->soFar();
  return result;
}

std::vector<std::string> checksFor(const std::string &file, const std::string &checks) {
  tidy::ClangTidyContext context(optionsProvider(checks, llvm::vfs::createPhysicalFileSystem()));
  context.setCurrentFile(file);
  return tidy::ClangTidyASTConsumerFactory(context).getCheckNames();
}

} // namespace corolint::tool
