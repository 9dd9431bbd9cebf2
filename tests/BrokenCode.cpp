#include "tests/BrokenCode.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "tests/Inputs.h"
#include "tool/driver/analysis/FindingConsumer.h"
#include "tool/driver/configuration/Configuration.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Driver/CreateASTUnitFromArgs.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <algorithm>
#include <cctype>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

namespace corolint::test {

using namespace clang;
namespace fs = std::filesystem;

// ---- One file in an editor

EditedFile::EditedFile(fs::path path, std::vector<std::string> flags, std::string checks)
    : path_(std::move(path)), flags_(std::move(flags)), checks_(std::move(checks)),
      text_(readFile(path_)) {
  const std::string file = path_.string();
  std::vector<const char *> command{"clang++", "-w", "-ferror-limit=0"};
  for (const std::string &flag : flags_)
    command.push_back(flag.c_str());
  command.push_back(file.c_str());
  const auto options = std::make_shared<DiagnosticOptions>();
  auto diagnostics = CompilerInstance::createDiagnostics(*llvm::vfs::getRealFileSystem(), *options,
                                                         new IgnoringDiagConsumer, true);
  ast_ = CreateASTUnitFromCommandLine(
      command.data(), command.data() + command.size(), std::make_shared<PCHContainerOperations>(),
      options, diagnostics, COROLINT_RESOURCE_DIR, /*StorePreamblesInMemory=*/true, "",
      /*OnlyLocalDecls=*/false, CaptureDiagsKind::None, {}, /*RemappedFilesKeepOriginalName=*/true,
      /*PrecompilePreambleAfterNParses=*/1, TU_Complete, /*CacheCodeCompletionResults=*/false,
      /*IncludeBriefCommentsInCodeCompletion=*/false, /*AllowPCHWithCompilerErrors=*/true);
}

EditedFile::~EditedFile() = default;

static std::vector<EditedFinding> runChecks(ASTUnit &ast, const std::string &file,
                                            const std::string &enabled) {
  ASTContext &context = ast.getASTContext();
  SourceManager &sources = ast.getSourceManager();
  std::vector<Decl *> scope;
  for (Decl *declaration : context.getTranslationUnitDecl()->noload_decls())
    if (sources.isInMainFile(sources.getExpansionLoc(declaration->getLocation())))
      scope.push_back(declaration);
  context.setTraversalScope(scope);

  tidy::ClangTidyContext tidyContext(
      tool::optionsProvider(enabled, llvm::vfs::getRealFileSystem()));
  tidyContext.setSelfContainedDiags(true);
  tool::FindingConsumer consumer(tidyContext); // as the driver hears the checks
  auto options = std::make_unique<DiagnosticOptions>();
  DiagnosticsEngine diagnostics(llvm::makeIntrusiveRefCnt<DiagnosticIDs>(), *options, &consumer,
                                /*ShouldOwnClient=*/false);
  tidyContext.setDiagnosticsEngine(std::move(options), &diagnostics);
  tidyContext.setSourceManager(&sources);
  tidyContext.setCurrentFile(file);
  tidyContext.setASTContext(&context);
  tidy::ClangTidyCheckFactories factories;
  for (const auto &module : tidy::ClangTidyModuleRegistry::entries())
    module.instantiate()->addCheckFactories(factories);
  const auto checks = factories.createChecksForLanguage(&tidyContext);
  ast_matchers::MatchFinder finder;
  for (const auto &check : checks)
    check->registerMatchers(&finder);
  consumer.BeginSourceFile(context.getLangOpts(), &ast.getPreprocessor());
  finder.matchAST(context);
  consumer.EndSourceFile();
  std::vector<EditedFinding> findings;
  for (const tidy::ClangTidyError &error : consumer.take())
    if (llvm::StringRef(error.DiagnosticName).starts_with("coro-") &&
        error.Message.FilePath == file)
      findings.push_back({sources.getLineNumber(sources.getMainFileID(), error.Message.FileOffset),
                          error.Message.Message});
  return findings;
}

bool EditedFile::compiles() const { return !ast_->getDiagnostics().hasUncompilableErrorOccurred(); }

ASTContext &EditedFile::context() const { return ast_->getASTContext(); }

std::vector<EditedFinding> EditedFile::analyse(const std::string &text) {
  const std::string file = path_.string();
  const ASTUnit::RemappedFile now(file, llvm::MemoryBuffer::getMemBufferCopy(text, file).release());
  if (ast_->Reparse(std::make_shared<PCHContainerOperations>(), now))
    return {};
  return runChecks(*ast_, file, checks_);
}

void EditedFile::analyseWhole(const std::string &text) const {
  std::string pattern = (fs::temp_directory_path() / "corolint-broken-XXXXXX").string();
  const fs::path folder = ::mkdtemp(pattern.data());
  std::ofstream(folder / path_.filename(), std::ios::binary) << text;
  std::vector<std::string> flags = flags_;
  flags.push_back("-I" + path_.parent_path().string());
  test::analyse(folder / path_.filename(), flags, "-*,coro-*");
  fs::remove_all(folder);
}

// ---- What is typed

std::vector<std::string> typing(const std::string &before, const std::string &typed,
                                const std::string &after) {
  static const std::string Openers = "([{", Closers = ")]}";
  std::vector<std::string> texts;
  std::string written, closing; // `closing` stands behind the cursor, the innermost first
  bool inString = false;
  for (const char key : typed) {
    if (key == '"') {
      inString = !inString;
      if (inString)
        closing.insert(closing.begin(), key);
      else if (!closing.empty())
        closing.erase(closing.begin());
    } else if (const auto opener = Openers.find(key); opener != std::string::npos && !inString) {
      closing.insert(closing.begin(), Closers[opener]);
    } else if (!inString && !closing.empty() && key == closing.front()) {
      closing.erase(closing.begin());
    }
    written += key;
    texts.push_back(before + written + closing + after);
  }
  return texts;
}

// ---- What is broken

std::size_t endOfIncludes(const std::string &text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t first = text.find_first_not_of(" \t", at);
    const bool isPart = first == std::string::npos || text[first] == '\n' || text[first] == '#' ||
                        text.compare(first, 2, "//") == 0;
    const std::size_t end = text.find('\n', at);
    if (!isPart)
      return at;
    if (end == std::string::npos)
      return text.size();
    at = end + 1;
  }
  return at;
}

namespace {

struct Piece {
  std::size_t begin, end;
};

bool isWordCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

/// The tokens behind the includes, roughly: words, strings, and every other character by itself.
std::vector<Piece> tokensOf(const std::string &text) {
  std::vector<Piece> tokens;
  for (std::size_t at = endOfIncludes(text); at < text.size();) {
    std::size_t end = at + 1;
    if (isWordCharacter(text[at]))
      while (end < text.size() && isWordCharacter(text[end]))
        ++end;
    else if (text[at] == '"')
      end = std::min(text.find('"', at + 1), text.size() - 1) + 1;
    if (!std::isspace(static_cast<unsigned char>(text[at])))
      tokens.push_back({at, end});
    at = end;
  }
  return tokens;
}

std::vector<Piece> linesOf(const std::string &text, std::size_t from) {
  std::vector<Piece> lines;
  for (std::size_t at = from; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    lines.push_back({at, end});
    at = end;
  }
  return lines;
}

std::string cut(const std::string &text, Piece piece) {
  return text.substr(piece.begin, piece.end - piece.begin);
}

void exchange(std::string &text, Piece one, Piece other) {
  if (other.begin < one.begin)
    std::swap(one, other);
  if (one.end > other.begin)
    return;
  const std::string first = cut(text, one), second = cut(text, other);
  text.replace(other.begin, second.size(), first);
  text.replace(one.begin, first.size(), second);
}

/// What makes code of another kind out of what it stands in.
const std::vector<std::string> Words = {"auto",
                                        "co_await",
                                        "co_return",
                                        "co_yield",
                                        "template <class T>",
                                        "const",
                                        "auto [a, b]",
                                        "[&]",
                                        "[this]",
                                        "noexcept",
                                        "{",
                                        "}",
                                        "(",
                                        ")",
                                        ";",
                                        "::",
                                        "->",
                                        "<",
                                        ">",
                                        "&&",
                                        "*",
                                        "try {",
                                        "catch (",
                                        "throw",
                                        "return",
                                        "struct",
                                        "decltype(",
                                        "requires",
                                        "static",
                                        "virtual",
                                        "= 0",
                                        "operator",
                                        "unknown",
                                        "this",
                                        "= delete",
                                        "...",
                                        "if constexpr",
                                        "for (",
                                        "nullptr",
                                        "new"};

} // namespace

void Mutator::breakTokens(std::string &text) {
  const std::vector<Piece> tokens = tokensOf(text);
  if (tokens.empty())
    return;
  const Piece one = tokens[below(tokens.size())], other = tokens[below(tokens.size())];
  switch (below(6)) {
  case 0:
  case 1:
    text.erase(one.begin, one.end - one.begin);
    break;
  case 2:
    text.insert(one.end, " " + cut(text, one));
    break;
  case 3:
    exchange(text, one, other);
    break;
  case 4:
    text.replace(one.begin, one.end - one.begin, cut(text, other));
    break;
  default:
    text.insert(one.begin, Words[below(Words.size())] + " ");
  }
}

void Mutator::breakLines(std::string &text) {
  const std::vector<Piece> lines = linesOf(text, endOfIncludes(text));
  if (lines.empty())
    return;
  const Piece one = lines[below(lines.size())], other = lines[below(lines.size())];
  switch (below(4)) {
  case 0:
    text.erase(one.begin, one.end - one.begin);
    break;
  case 1:
    text.insert(one.begin, cut(text, one));
    break;
  case 2:
    exchange(text, one, other);
    break;
  default:
    text.insert(one.begin, cut(text, other));
  }
}

std::string Mutator::broken(const std::string &text, const std::string &other) {
  std::string result = text;
  for (std::size_t left = 1 + below(4); left > 0; --left) {
    const std::size_t includes = endOfIncludes(result), size = result.size() - includes;
    const std::size_t kind = below(100);
    if (kind < 65) {
      breakTokens(result);
    } else if (kind < 85) {
      breakLines(result);
    } else if (kind < 91) {
      result.resize(includes + below(size));
    } else if (kind < 94) {
      const std::size_t at = includes + below(size);
      result.erase(at, below(std::min<std::size_t>(size, 200)));
    } else if (kind < 99) {
      const std::vector<Piece> lines = linesOf(other, endOfIncludes(other));
      if (!lines.empty())
        result.insert(includes + below(size),
                      other.substr(lines[below(lines.size())].begin, 100 + below(2000)));
    } else if (const auto directives = linesOf(result.substr(0, includes), 0);
               !directives.empty()) {
      const Piece gone = directives[below(directives.size())];
      result.erase(gone.begin, gone.end - gone.begin);
    }
  }
  return result;
}

// ---- Processes

/// Ends this process when the text at hand takes too long: in time of CPU, which a busy machine
/// doesn't stretch. The parser alone takes part of a second.
static void limitTime() {
  constexpr time_t Seconds = 30;
  const itimerval limit{{0, 0}, {Seconds, 0}};
  ::setitimer(ITIMER_PROF, &limit, nullptr);
}

static double childrenSeconds() {
  rusage usage{};
  ::getrusage(RUSAGE_CHILDREN, &usage);
  const auto seconds = [](const timeval &time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::vector<Crash> Apart::run(EditedFile &file, unsigned count,
                              const std::function<std::string(unsigned)> &textOf,
                              Effort &effort) const {
  std::vector<Crash> crashes;
  auto *const current = static_cast<unsigned *>(
      ::mmap(nullptr, sizeof(unsigned), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  std::string trace = (fs::temp_directory_path() / "corolint-trace-XXXXXX").string();
  const int traceFile = ::mkstemp(trace.data());
  const double before = childrenSeconds();
  for (unsigned next = 0; next < count;) {
    const pid_t process = ::fork();
    if (process == 0) {
      if (::ftruncate(traceFile, 0) == 0)
        ::dup2(traceFile, STDERR_FILENO);
      llvm::sys::PrintStackTraceOnErrorSignal("", /*DisableCrashReporting=*/true);
      for (; next < count; ++next) {
        *current = next;
        limitTime();
        analysis_(file, textOf(next));
      }
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(process, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
      effort.executions += count - next;
      break;
    }
    effort.executions += *current + 1 - next;
    const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    crashes.push_back({textOf(*current), signal, readFile(trace)});
    next = *current + 1;
  }
  effort.cpuSeconds += childrenSeconds() - before;
  ::close(traceFile);
  fs::remove(trace);
  ::munmap(current, sizeof(unsigned));
  return crashes;
}

std::optional<Crash> Apart::crashOf(EditedFile &file, const std::string &text,
                                    Effort &effort) const {
  std::vector<Crash> crashes = run(file, 1, [&](unsigned) { return text; }, effort);
  return crashes.empty() ? std::nullopt : std::optional(std::move(crashes.front()));
}

Crash Apart::reduced(EditedFile &file, Crash crash, Effort &effort) const {
  if (crash.signal == SIGPROF)
    return crash;
  for (const bool byLine : {true, false}) {
    const auto piecesOf = [&](const std::string &text) {
      return byLine ? linesOf(text, endOfIncludes(text)) : tokensOf(text);
    };
    for (std::size_t width = std::max<std::size_t>(piecesOf(crash.text).size() / 2, 1); width > 0;
         width /= 2)
      for (std::size_t at = 0; at < piecesOf(crash.text).size();) {
        const std::vector<Piece> pieces = piecesOf(crash.text);
        const std::size_t end = pieces[std::min(at + width, pieces.size()) - 1].end;
        std::string less = crash.text;
        less.erase(pieces[at].begin, end - pieces[at].begin);
        if (std::optional<Crash> still = crashOf(file, less, effort);
            still && still->signal == crash.signal)
          crash = std::move(*still);
        else
          at += width;
      }
  }
  return crash;
}

} // namespace corolint::test
