#include "tool/driver/analysis/Engine.h"
#include "checks/Models.h"
#include "checks/Stages.h"
#include "checks/engine/answers/Explanation.h"
#include "checks/engine/answers/FactExport.h"
#include "checks/engine/answers/Survey.h"
#include "checks/engine/facts/ProgramFiles.h"
#include "checks/engine/things/Unit.h"
#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/NoLintDirectiveHandler.h"
#include "tool/driver/analysis/CrossFile.h"
#include "tool/driver/analysis/Precompiled.h"
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
#include "clang/Lex/HeaderSearchOptions.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/Tooling.h"
#include <map>
#include <optional>
#include <sys/resource.h>
#include <tuple>

namespace corolint::tool {

using namespace clang;
namespace tidy = clang::tidy;

namespace {

/// A diagnostic as the check gave it, before clang-tidy's engine turned it into text: with the
/// metadata that rides on it.
struct RawDiagnostic {
  std::string check;
  std::string message;
  std::string file;
  unsigned offset = 0;
  unsigned end = 0; ///< of what it points at, in the same file
  bool hasEdits = false;
  bool isSuppressed = false; ///< by a comment
  std::optional<Metadata> metadata;
  std::vector<RawDiagnostic> notes{};
};

/// clang-tidy's consumer, which decides what is suppressed and filtered, with an ear for the
/// metadata.
class FindingConsumer final : public tidy::ClangTidyDiagnosticConsumer {
public:
  explicit FindingConsumer(tidy::ClangTidyContext &context)
      : ClangTidyDiagnosticConsumer(context, nullptr, /*RemoveIncompatibleErrors=*/false),
        context_(context) {}

  void HandleDiagnostic(DiagnosticsEngine::Level level, const Diagnostic &info) override {
    record(level, info);
    ClangTidyDiagnosticConsumer::HandleDiagnostic(level, info);
  }

  /// The raw diagnostic that became this error: the first with its place, check and text, as take()
  /// keeps the first too.
  const RawDiagnostic *rawOf(const tidy::ClangTidyError &error) const {
    const auto found = index_.find({error.DiagnosticName, error.Message.FilePath,
                                    error.Message.FileOffset, error.Message.Message});
    return found == index_.end() ? nullptr : &raw_[found->second];
  }

  /// What comments silenced, in the order of the text of the checks.
  std::vector<const RawDiagnostic *> suppressed() const {
    std::vector<const RawDiagnostic *> result;
    for (const RawDiagnostic &raw : raw_)
      if (raw.isSuppressed)
        result.push_back(&raw);
    return result;
  }

private:
  void record(DiagnosticsEngine::Level level, const Diagnostic &info) {
    RawDiagnostic raw;
    llvm::SmallString<128> text;
    info.FormatDiagnostic(text);
    const std::string check = context_.getCheckName(info.getID());
    llvm::StringRef message = text;
    message.consume_back((" [" + check + "]"));
    raw.check = check;
    raw.message = message.str();
    raw.hasEdits = info.getNumFixItHints() > 0;
    raw.metadata = decode(info.getFlagValue());
    if (info.getLocation().isValid() && info.hasSourceManager()) {
      const SourceManager &sources = info.getSourceManager();
      const SourceLocation at = sources.getFileLoc(info.getLocation());
      raw.file = sources.getFilename(at).str();
      raw.offset = sources.getFileOffset(at);
      raw.end = endOf(info, at, raw.offset);
      llvm::SmallVector<tooling::Diagnostic, 1>
          errors; // of the comments themselves: clang-tidy tells them
      raw.isSuppressed = level != DiagnosticsEngine::Note &&
                         llvm::StringRef(check).starts_with("coro-") &&
                         nolint_.shouldSuppress(level, info, check, errors, /*AllowIO=*/true,
                                                /*EnableNoLintBlocks=*/true);
    }
    if (level == DiagnosticsEngine::Note) {
      if (!raw_.empty())
        raw_.back().notes.push_back(std::move(raw));
      return;
    }
    index_.try_emplace({check, raw.file, raw.offset, raw.message}, raw_.size());
    raw_.push_back(std::move(raw));
  }

  /// The end of the range that the diagnostic begins with, else of the token there.
  unsigned endOf(const Diagnostic &info, SourceLocation at, unsigned offset) const {
    const SourceManager &sources = info.getSourceManager();
    for (const CharSourceRange &range : info.getRanges()) {
      const CharSourceRange inFile =
          Lexer::makeFileCharRange(range, sources, context_.getLangOpts());
      if (inFile.isValid() && inFile.getBegin() == at)
        return sources.getFileOffset(inFile.getEnd());
    }
    return offset + Lexer::MeasureTokenLength(at, sources, context_.getLangOpts());
  }

  using Key =
      std::tuple<std::string, std::string, unsigned, std::string>; ///< check, file, offset, message
  tidy::ClangTidyContext &context_;
  tidy::NoLintDirectiveHandler nolint_;
  std::vector<RawDiagnostic> raw_;
  std::map<Key, size_t> index_;
};

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

/// How much code tells a finding apart: a generated line may hold a program.
constexpr size_t MostTokenBytes = 16384;

/// Turns what clang-tidy's engine reports into findings, while the sources are at hand.
class Collector {
public:
  Collector(const SourceManager &sources, const LangOptions &language, const std::string &directory,
            JudgedUnit &result)
      : sources_(sources), language_(language), directory_(directory), result_(result) {}

  void add(const tidy::ClangTidyError &error, const RawDiagnostic &raw) {
    std::optional<Finding> finding = asFinding(raw, endOf(error, raw));
    if (!finding)
      return;
    if (error.IsWarningAsError)
      finding->severity = Severity::Error;
    addNotes(error, raw, *finding);
    result_.findings.push_back(std::move(*finding));
  }

  /// What a comment silences is told without its fixes.
  void addSuppressed(const RawDiagnostic &raw) {
    std::optional<Finding> finding = asFinding(raw, raw.end);
    if (!finding)
      return;
    finding->suppressed.by = SuppressedBy::Comment;
    for (const RawDiagnostic &note : raw.notes)
      if (const std::optional<FileID> file = note.hasEdits ? std::nullopt : open(note.file))
        finding->steps.push_back(stepOf(note.message, note.file, *file, note.offset));
    result_.suppressed.push_back(std::move(*finding));
  }

  /// Remembers which of the user's files have NOLINT comments.
  void addNolintFiles(UserCode &code) {
    for (unsigned index = 1; index < sources_.local_sloc_entry_size(); ++index) {
      const SrcMgr::SLocEntry &entry = sources_.getLocalSLocEntry(index);
      const OptionalFileEntryRef file =
          entry.isFile() ? entry.getFile().getContentCache().OrigEntry : std::nullopt;
      if (!file || !code.contains(SourceLocation::getFromRawEncoding(entry.getOffset())))
        continue;
      const std::string path = file->getName().str();
      const std::optional<llvm::StringRef> text =
          entry.getFile().getContentCache().getBufferDataIfLoaded();
      if (!text || !text->contains("NOLINT"))
        continue;
      open(path);
      result_.nolintFiles.push_back(shown(path));
    }
    llvm::sort(result_.nolintFiles);
    result_.nolintFiles.erase(std::unique(result_.nolintFiles.begin(), result_.nolintFiles.end()),
                              result_.nolintFiles.end());
  }

private:
  /// The finding without notes.
  std::optional<Finding> asFinding(const RawDiagnostic &raw, unsigned end) {
    const std::optional<FileID> file = open(raw.file);
    if (!file)
      return std::nullopt;
    Finding finding;
    finding.check = raw.check;
    finding.severity = raw.metadata ? raw.metadata->severity : Severity::Warning;
    finding.confidence = raw.metadata ? raw.metadata->confidence : Confidence::Medium;
    finding.function = raw.metadata ? raw.metadata->function : "";
    finding.message = raw.message;
    finding.file = shown(raw.file);
    finding.offset = raw.offset;
    finding.line = sources_.getLineNumber(*file, finding.offset);
    finding.column = sources_.getColumnNumber(*file, finding.offset);
    finding.endLine = sources_.getLineNumber(*file, end);
    finding.endColumn = sources_.getColumnNumber(*file, end);
    finding.tokens = tokensOf(*file, finding.line, std::min(finding.endLine, finding.line + 2));
    return finding;
  }

  Step stepOf(const std::string &message, const std::string &path, FileID file, unsigned offset) {
    return {message, shown(path), sources_.getLineNumber(file, offset),
            sources_.getColumnNumber(file, offset)};
  }

  /// The file by its path, its content noted for whoever reads it later.
  std::optional<FileID> open(const std::string &path) {
    const OptionalFileEntryRef entry = sources_.getFileManager().getOptionalFileRef(path);
    if (!entry)
      return std::nullopt;
    const FileID file = sources_.translateFile(*entry);
    if (file.isInvalid())
      return std::nullopt;
    if (!result_.contents.contains(shown(path)))
      result_.contents[shown(path)] = contentHash(sources_.getBufferData(file));
    return file;
  }

  const std::string &shown(const std::string &path) {
    std::string &result = shown_[path];
    if (result.empty())
      result = displayPath(path, directory_);
    return result;
  }

  static unsigned endOf(const tidy::ClangTidyError &error, const RawDiagnostic &raw) {
    for (const tooling::FileByteRange &range : error.Message.Ranges)
      if (range.FilePath == error.Message.FilePath &&
          range.FileOffset <= error.Message.FileOffset &&
          range.FileOffset + range.Length > error.Message.FileOffset)
        return range.FileOffset + range.Length;
    return raw.end;
  }

  /// The code of these lines without comments and layout.
  std::string tokensOf(FileID file, unsigned first, unsigned last) {
    const llvm::StringRef text = sources_.getBufferData(file);
    const SourceLocation from = sources_.translateLineCol(file, first, 1);
    Lexer lexer(sources_.getLocForStartOfFile(file), language_, text.begin(),
                text.begin() + sources_.getFileOffset(from), text.end());
    std::string result;
    Token token;
    while (result.size() < MostTokenBytes && !lexer.LexFromRawLexer(token)) {
      const unsigned offset = sources_.getFileOffset(token.getLocation());
      if (sources_.getLineNumber(file, offset) > last)
        break;
      result += (result.empty() ? "" : " ") + text.substr(offset, token.getLength()).str();
    }
    return result;
  }

  /// A note with edits is a fix, one without is a step; what the engine adds by itself (macro
  /// backtraces) is neither.
  void addNotes(const tidy::ClangTidyError &error, const RawDiagnostic &raw, Finding &finding) {
    auto expected = raw.notes.begin();
    for (const tooling::DiagnosticMessage &note : error.Notes) {
      const auto match =
          std::find_if(expected, raw.notes.end(), [&](const RawDiagnostic &candidate) {
            return candidate.message == note.Message && candidate.file == note.FilePath &&
                   candidate.offset == note.FileOffset;
          });
      if (match == raw.notes.end())
        continue;
      expected = match + 1;
      if (!note.Fix.empty())
        finding.fixes.push_back(fixOf(note, *match));
      else if (const std::optional<FileID> file = open(note.FilePath))
        finding.steps.push_back(stepOf(note.Message, note.FilePath, *file, note.FileOffset));
    }
  }

  Fix fixOf(const tooling::DiagnosticMessage &note, const RawDiagnostic &raw) {
    Fix fix;
    fix.title = note.Message;
    fix.safety =
        raw.metadata && raw.metadata->fixSafety ? *raw.metadata->fixSafety : Safety::Unsafe;
    for (const auto &[path, replacements] : note.Fix)
      for (const tooling::Replacement &replacement : replacements) {
        const std::string file = absolutePath(replacement.getFilePath(), directory_);
        open(file);
        fix.edits.push_back({shown(file), replacement.getOffset(), replacement.getLength(),
                             replacement.getReplacementText().str()});
      }
    std::sort(fix.edits.begin(), fix.edits.end());
    return fix;
  }

  const SourceManager &sources_;
  const LangOptions &language_;
  const std::string &directory_;
  JudgedUnit &result_;
  std::map<std::string, std::string> shown_;
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
    Collector collector(sources, getCompilerInstance().getLangOpts(), session_.unit.directory,
                        session_.result);
    for (const tidy::ClangTidyError &error : session_.consumer.take())
      if (const RawDiagnostic *raw = session_.consumer.rawOf(error);
          raw && llvm::StringRef(error.DiagnosticName).starts_with("coro-"))
        collector.add(error, *raw);
    for (const RawDiagnostic *raw : session_.consumer.suppressed())
      collector.addSuppressed(*raw);
    UserCode code(sources, session_.context.getOptions());
    collector.addNolintFiles(code);
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

namespace {

/// What tells the circumstances apart under which the compiler reads a header for a unit; 0 where
/// something stands before its text already.
std::uint64_t circumstancesOf(const CompilerInvocation &invocation,
                              const std::vector<std::string> &arguments, const CompileUnit &unit) {
  const PreprocessorOptions &preprocessor = invocation.getPreprocessorOpts();
  if (!preprocessor.MacroIncludes.empty() || !preprocessor.ImplicitPCHInclude.empty() ||
      invocation.getHeaderSearchOpts().ImplicitModuleMaps || !invocation.getLangOpts().CPlusPlus20)
    return 0;
  std::string text = unit.directory;
  for (size_t index = 0; index < arguments.size(); ++index) {
    const llvm::StringRef argument = arguments[index];
    if (argument == "-main-file-name" || argument == "-o" || argument == "-dumpdir")
      ++index;
    else if (absolutePath(argument, unit.directory) != unit.file)
      text += "\n" + arguments[index];
  }
  return contentHash(text) | 1;
}

/// Only asks what the unit includes.
class Scan final : public tooling::ToolAction {
public:
  Scan(const CompileUnit &unit, IncludeScan &scan) : unit_(unit), scan_(scan) {}

  bool runInvocation(std::shared_ptr<CompilerInvocation> invocation, FileManager *,
                     std::shared_ptr<PCHContainerOperations>, DiagnosticConsumer *) override {
    const std::vector<std::string> arguments = invocation->getCC1CommandLine();
    read.files = scan_.filesOf(unit_, arguments);
    read.circumstances = circumstancesOf(*invocation, arguments, unit_);
    return true;
  }
  UnitFiles read;

private:
  const CompileUnit &unit_;
  IncludeScan &scan_;
};

} // namespace

UnitFiles filesOf(const CompileUnit &unit, IncludeScan &scan) {
  const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk = fileSystemOf(nullptr);
  disk->setCurrentWorkingDirectory(unit.directory);
  tidy::ClangTidyContext context(optionsProvider("", disk));
  Scan action(unit, scan);
  IgnoringDiagConsumer quiet;
  const auto files = llvm::makeIntrusiveRefCnt<FileManager>(FileSystemOptions(), disk);
  tooling::ToolInvocation invocation(commandOf(unit, context.getOptionsForFile(unit.file)), &action,
                                     files.get(), std::make_shared<PCHContainerOperations>());
  invocation.setDiagnosticConsumer(&quiet);
  invocation.run();
  return action.read;
}

std::vector<std::string> checksFor(const std::string &file, const std::string &checks) {
  tidy::ClangTidyContext context(optionsProvider(checks, llvm::vfs::createPhysicalFileSystem()));
  context.setCurrentFile(file);
  return tidy::ClangTidyASTConsumerFactory(context).getCheckNames();
}

} // namespace corolint::tool
