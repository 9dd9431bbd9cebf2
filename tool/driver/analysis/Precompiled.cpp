#include "tool/driver/analysis/Precompiled.h"
#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "tool/driver/analysis/HeaderRecorder.h"
#include "tool/driver/analysis/UserCode.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/base/Snapshot.h"
#include "tool/driver/configuration/Configuration.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"

namespace corolint::tool {

using namespace clang;

/// A header, and those that are included from it.
std::set<unsigned> allBelow(unsigned header, const Precompiled &headers) {
  std::set<unsigned> all;
  std::vector<unsigned> open{header};
  while (!open.empty()) {
    const unsigned next = open.back();
    open.pop_back();
    if (all.insert(next).second)
      llvm::append_range(open, headers.includes[next]);
  }
  return all;
}

namespace {

/// Skips bodies, and shows the recorder what is declared.
class Skipper final : public ASTConsumer {
public:
  Skipper(std::unique_ptr<NeededCode> needed, HeaderRecorder &recorder)
      : needed_(std::move(needed)), recorder_(recorder) {}
  bool shouldSkipFunctionBody(Decl *function) override { return needed_->isSkipped(*function); }
  bool HandleTopLevelDecl(DeclGroupRef group) override {
    for (const Decl *declaration : group)
      recorder_.see(*declaration);
    return true;
  }

private:
  std::unique_ptr<NeededCode> needed_;
  HeaderRecorder &recorder_;
};

class Compile final : public GeneratePCHAction {
public:
  Compile(const CompileUnit &unit, const tidy::ClangTidyOptions &options, Precompiled &result)
      : unit_(unit), options_(options), result_(result) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &compiler,
                                                 llvm::StringRef file) override {
    Preprocessor &preprocessor = compiler.getPreprocessor();
    auto recorder = std::make_unique<HeaderRecorder>(preprocessor, unit_.directory, result_);
    recorder_ = recorder.get();
    std::vector<std::unique_ptr<ASTConsumer>> consumers;
    consumers.push_back(std::make_unique<Skipper>(
        std::make_unique<NeededCode>(compiler, options_, unit_.file, Bodies::Needed), *recorder_));
    consumers.push_back(GeneratePCHAction::CreateASTConsumer(compiler, file));
    if (!consumers.back())
      return nullptr;
    preprocessor.addPPCallbacks(std::move(recorder));
    preprocessor.setTokenWatcher(
        [recorder = recorder_](const Token &token) { recorder->see(token); });
    return std::make_unique<MultiplexConsumer>(std::move(consumers));
  }

  void EndSourceFileAction() override {
    recorder_->finish();
    GeneratePCHAction::EndSourceFileAction();
  }

private:
  const CompileUnit &unit_;
  const tidy::ClangTidyOptions &options_;
  Precompiled &result_;
  HeaderRecorder *recorder_ = nullptr; ///< the preprocessor's
};

/// How many lines an include takes in the source of them.
constexpr unsigned LinesOfInclude = 3;

/// Which includes of the main file lead to errors.
struct Blame final : DiagnosticConsumer {
  std::set<unsigned> lines;
  bool isAny = false; ///< error, wherever

  void HandleDiagnostic(DiagnosticsEngine::Level level, const Diagnostic &info) override {
    if (level < DiagnosticsEngine::Error)
      return;
    isAny = true;
    if (info.getLocation().isInvalid() || !info.hasSourceManager())
      return;
    const SourceManager &sources = info.getSourceManager();
    SourceLocation at = sources.getExpansionLoc(info.getLocation());
    for (SourceLocation outer = at; outer.isValid();
         outer = sources.getIncludeLoc(sources.getFileID(outer)))
      at = outer;
    if (sources.isWrittenInMainFile(at))
      lines.insert(sources.getExpansionLineNumber(at));
  }
};

/// Compiles the source of the includes with what the driver made of the unit's command.
class CompileInstead final : public tooling::ToolAction {
public:
  CompileInstead(Compile &action, std::string source, std::string output)
      : action_(action), source_(std::move(source)), output_(std::move(output)) {}

  bool runInvocation(std::shared_ptr<CompilerInvocation> invocation, FileManager *files,
                     std::shared_ptr<PCHContainerOperations> containers,
                     DiagnosticConsumer *errors) override {
    FrontendOptions &frontend = invocation->getFrontendOpts();
    if (frontend.Inputs.size() != 1)
      return false;
    frontend.Inputs = {FrontendInputFile(source_, frontend.Inputs.front().getKind())};
    frontend.OutputFile = output_;
    frontend.ProgramAction = frontend::GeneratePCH;
    frontend.SkipFunctionBodies = true;
    invocation->getLangOpts().PCHInstantiateTemplates = true;
    invocation->getDiagnosticOpts().IgnoreWarnings = true;
    invocation->getPreprocessorOpts().SetUpStaticAnalyzer = true; // as units are read
    invocation->getPreprocessorOpts().Includes.clear();           // they are the units' own
    CompilerInstance compiler(std::move(invocation), std::move(containers));
    compiler.setVirtualFileSystem(files->getVirtualFileSystemPtr());
    compiler.setFileManager(files);
    compiler.createDiagnostics(errors, /*ShouldOwnClient=*/false);
    compiler.createSourceManager();
    return compiler.ExecuteAction(action_);
  }

private:
  Compile &action_;
  std::string source_;
  std::string output_;
};

} // namespace

/// Compiles these includes; those that it can't are `blamed`.
static std::optional<Precompiled> tryPrecompile(const CompileUnit &unit,
                                                const EngineOptions &options,
                                                const std::vector<std::string> &includes,
                                                const std::string &path, Blame &blame) {
  const std::string source = path + ".h";
  // One that a user's header names beside itself may be found by no unit that names it otherwise.
  std::string text;
  for (const std::string &include : includes)
    text += "#if __has_include(<" + include + ">)\n#include <" + include + ">\n#endif\n";
  if (!writeFile(source, text).empty())
    return std::nullopt;
  const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk = fileSystemOf(nullptr);
  disk->setCurrentWorkingDirectory(unit.directory);
  tidy::ClangTidyContext context(optionsProvider(options.checks, disk));
  const tidy::ClangTidyOptions configuration = context.getOptionsForFile(unit.file);
  Precompiled result;
  result.file = path;
  Compile compile(unit, configuration, result);
  CompileInstead action(compile, source, path);
  const auto files = llvm::makeIntrusiveRefCnt<FileManager>(FileSystemOptions(), disk);
  tooling::ToolInvocation invocation(commandOf(unit, configuration), &action, files.get(),
                                     std::make_shared<PCHContainerOperations>());
  invocation.setDiagnosticConsumer(&blame);
  if (!invocation.run() || blame.isAny || result.headers.empty())
    return std::nullopt;
  return result;
}

/// The lines of includes that lead to a header which asks for one of the macros.
static std::set<unsigned> linesThatRead(const std::set<std::string> &macros,
                                        const Precompiled &headers) {
  std::set<unsigned> readers, lines;
  for (const std::string &macro : macros)
    if (const auto found = headers.readers.find(macro); found != headers.readers.end())
      readers.insert(found->second.begin(), found->second.end());
  for (const auto &[line, header] : headers.direct)
    if (llvm::any_of(allBelow(header, headers),
                     [&](unsigned below) { return readers.contains(below); }))
      lines.insert(line);
  return lines;
}

std::optional<Precompiled> precompile(const CompileUnit &unit, const EngineOptions &options,
                                      std::vector<std::string> includes,
                                      const std::set<std::string> &defined,
                                      const std::string &path) {
  constexpr unsigned MostTries = 4;
  for (unsigned tries = 0; tries < MostTries && !includes.empty(); ++tries) {
    Blame blame;
    if (std::optional<Precompiled> made = tryPrecompile(unit, options, includes, path, blame)) {
      blame.lines = linesThatRead(defined, *made);
      if (blame.lines.empty())
        return made;
    }
    if (blame.lines.empty())
      break;
    std::vector<std::string> rest;
    for (size_t index = 0; index < includes.size(); ++index)
      if (!blame.lines.contains(static_cast<unsigned>(index) * LinesOfInclude + 2))
        rest.push_back(std::move(includes[index]));
    includes = std::move(rest);
  }
  return std::nullopt;
}

} // namespace corolint::tool
