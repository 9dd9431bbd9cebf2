// What clangd does otherwise with the checks inside. Its headers aren't packaged, so nine of its
// functions are wrapped by the linker: it calls ours, which call its own. Their names stand in
// wrapped-symbols.txt, and CMake refuses an LLVM that hasn't got them.
#include "checks/Editor.h"
#include "checks/Metadata.h"
#include "checks/NeededBodies.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "tool/clangd/Conversation.h"
#include "tool/clangd/Recovery.h"
#include "tool/driver/configuration/ChecksInForce.h"
#include "tool/driver/configuration/Configuration.h"
#include "tool/driver/configuration/Exclusions.h"
#include "tool/driver/units/Flags.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclGroup.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Driver/Types.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/PrecompiledPreamble.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/FunctionExtras.h"
#include "llvm/Support/Path.h"
#include <atomic>
#include <chrono>
#include <cstdio>
#include <mutex>
#include <optional>

namespace clang::clangd {
/// Only handed on; the destructor is the one thing that a pointer to it needs.
class Transport {
public:
  virtual ~Transport();
};
enum JSONStreamStyle { Standard, Delimited };
class FileCache;
class ThreadsafeFS;
} // namespace clang::clangd

namespace corolint::clangd {

/// Of Messages.h, which needs JSON, whose exceptions aren't for this file.
void rememberAdvice(std::string message);

#define REAL(SYMBOL) __asm__("__real_" SYMBOL)
#define WRAP(SYMBOL) __asm__("__wrap_" SYMBOL)

// ---- Checks that clangd hasn't timed are left out, silently. Ours are timed by our benchmark.
// -----------------------------

#define IS_FAST "_ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE"
std::optional<bool> realIsFast(llvm::StringRef check) REAL(IS_FAST);
std::optional<bool> isFast(llvm::StringRef check) WRAP(IS_FAST);

std::optional<bool> isFast(llvm::StringRef check) {
  if (check.starts_with("coro-"))
    return true;
  return realIsFast(check);
}

// ---- Which checks run: those of clangd, and ours by the rule of the command line.
// ----------------------------------------

using TidyProvider =
    llvm::unique_function<void(clang::tidy::ClangTidyOptions &, llvm::StringRef) const>;

/// The list of checks of the `.clangd` in force for the file that this thread asks about.
static thread_local std::string listOfClangdFile;

#define CLANGD_FILE "_ZN5clang6clangd19provideClangdConfigEv"
TidyProvider realClangdFile() REAL(CLANGD_FILE);
TidyProvider clangdFile() WRAP(CLANGD_FILE);

TidyProvider clangdFile() {
  return [real = realClangdFile()](clang::tidy::ClangTidyOptions &options, llvm::StringRef file) {
    const std::optional<std::string> outer = std::exchange(options.Checks, std::nullopt);
    real(options, file);
    listOfClangdFile = options.Checks.value_or("");
    if (outer)
      options.Checks = *outer + (listOfClangdFile.empty() ? "" : "," + listOfClangdFile);
  };
}

#define DEFAULT_CHECKS "_ZN5clang6clangd20provideDefaultChecksEv"
TidyProvider realDefaultChecks() REAL(DEFAULT_CHECKS);
TidyProvider defaultChecks() WRAP(DEFAULT_CHECKS);

/// A list without the items that name our checks: to name one isn't to do without clangd's own.
static std::string withoutOurs(llvm::StringRef list) {
  std::string result;
  for (llvm::StringRef item : tool::itemsOf(list))
    if (!tool::isOurCheck(item.ltrim("- ")))
      result += (result.empty() ? "" : ",") + item.str();
  return result;
}

TidyProvider defaultChecks() {
  surviveChecks(); // asked for once, by the main thread, when all handlers of signals are put up
  return
      [real = realDefaultChecks()](clang::tidy::ClangTidyOptions &options, llvm::StringRef file) {
        surviveRecursion(); // this thread is the one that runs the checks
        tool::TidyConfiguration configuration = tool::tidyConfigurationOf(file.str());
        configuration.checks.push_back(std::exchange(listOfClangdFile, ""));
        options.Checks = withoutOurs(options.Checks.value_or(""));
        real(options, file);
        options.Checks = *options.Checks + ",-coro-*," + tool::checksInForce(configuration.checks);
        if (tool::Exclusions().contains(file.str()))
          *options.Checks += ",-coro-*";
        for (const auto &option : configuration.options)
          options.CheckOptions[option.getKey()] = option.getValue();
        options.CheckOptions[EditorOption] = clang::tidy::ClangTidyOptions::ClangTidyValue("true");
      };
}

// ---- clangd reads `.clang-tidy` and `.clangd` again when it hasn't for some seconds. When one has
// changed, what it read before that isn't good any more. ----

/// When a configuration was last seen to have changed.
static std::atomic<std::chrono::steady_clock::time_point> configurationChange{};

#define READ_CACHED                                                                                \
  "_ZNK5clang6clangd9FileCache4readERKNS0_12ThreadsafeFSENSt6chrono10time_pointINS5_3_"            \
  "V212steady_clockENS5_8durationIlSt5ratioILl1ELl1000000000EEEEEEN4llvm12function_"               \
  "refIFvSt8optionalINSE_9StringRefEEEEENSF_IFvvEEE"
void realReadCached(const clang::clangd::FileCache *self, const clang::clangd::ThreadsafeFS &files,
                    std::chrono::steady_clock::time_point since,
                    llvm::function_ref<void(std::optional<llvm::StringRef>)> parse,
                    llvm::function_ref<void()> read) REAL(READ_CACHED);
void readCached(const clang::clangd::FileCache *self, const clang::clangd::ThreadsafeFS &files,
                std::chrono::steady_clock::time_point since,
                llvm::function_ref<void(std::optional<llvm::StringRef>)> parse,
                llvm::function_ref<void()> read) WRAP(READ_CACHED);

void readCached(const clang::clangd::FileCache *self, const clang::clangd::ThreadsafeFS &files,
                std::chrono::steady_clock::time_point since,
                llvm::function_ref<void(std::optional<llvm::StringRef>)> parse,
                llvm::function_ref<void()> read) {
  realReadCached(self, files, std::max(since, configurationChange.load()), parse, read);
}

// ---- The severity of a finding. clangd asks for each diagnostic whether it is suppressed, and
// then, only by the name of its check, whether a warning is to be an error. Reported as an error
// right away it could be neither suppressed nor more often than the compiler's limit. -----------

using Level = clang::DiagnosticsEngine::Level;
using NoLintErrors = llvm::SmallVectorImpl<clang::tooling::Diagnostic>;

/// Whether the diagnostic that this thread asks about is an error of ours.
static thread_local bool isErrorOfOurs = false;

/// What a finding says besides what clangd makes of it.
static void hear(const clang::Diagnostic &diagnostic, Severity severity) {
  llvm::SmallString<128> text;
  diagnostic.FormatDiagnostic(text);
  // clang-tidy appends the check's name, and clangd takes it away.
  const std::string message = text.str().rsplit(" [").first.str();
  crashIfAsked(message.c_str());
  if (severity == Severity::Note)
    rememberAdvice(message);
  if (llvm::StringRef(message).ends_with(HasCrashed))
    tellCrash(diagnostic.getLocation().printToString(diagnostic.getSourceManager()) + ": " +
              message);
}

#define SUPPRESSED                                                                                 \
  "_ZN5clang4tidy16ClangTidyContext24shouldSuppressDiagnosticENS_17DiagnosticsEngine5LevelERKNS_"  \
  "10DiagnosticERN4llvm15SmallVectorImplINS_7tooling10DiagnosticEEEbb"
bool realIsSuppressed(clang::tidy::ClangTidyContext *self, Level level,
                      const clang::Diagnostic &diagnostic, NoLintErrors &errors, bool allowIO,
                      bool enableBlocks) REAL(SUPPRESSED);
bool isSuppressed(clang::tidy::ClangTidyContext *self, Level level,
                  const clang::Diagnostic &diagnostic, NoLintErrors &errors, bool allowIO,
                  bool enableBlocks) WRAP(SUPPRESSED);

bool isSuppressed(clang::tidy::ClangTidyContext *self, Level level,
                  const clang::Diagnostic &diagnostic, NoLintErrors &errors, bool allowIO,
                  bool enableBlocks) {
  const std::optional<Metadata> metadata = decode(diagnostic.getFlagValue());
  isErrorOfOurs = metadata && metadata->severity == Severity::Error;
  if (metadata && level == Level::Warning)
    hear(diagnostic, metadata->severity);
  return realIsSuppressed(self, level, diagnostic, errors, allowIO, enableBlocks);
}

#define TREATED_AS_ERROR "_ZNK5clang4tidy16ClangTidyContext12treatAsErrorEN4llvm9StringRefE"
bool realIsTreatedAsError(const clang::tidy::ClangTidyContext *self, llvm::StringRef check)
    REAL(TREATED_AS_ERROR);
bool isTreatedAsError(const clang::tidy::ClangTidyContext *self, llvm::StringRef check)
    WRAP(TREATED_AS_ERROR);

bool isTreatedAsError(const clang::tidy::ClangTidyContext *self, llvm::StringRef check) {
  return (isErrorOfOurs && check.starts_with("coro-")) || realIsTreatedAsError(self, check);
}

// ---- Where nothing says how a file is compiled, C++20 is assumed, as on the command line.
// --------------------------------

#define MANGLE "_ZNK5clang6clangd14CommandManglerclERNS_7tooling14CompileCommandEN4llvm9StringRefE"
void realMangle(const void *self, clang::tooling::CompileCommand &command, llvm::StringRef file)
    REAL(MANGLE);
void mangle(const void *self, clang::tooling::CompileCommand &command, llvm::StringRef file)
    WRAP(MANGLE);

static bool isCpp(const clang::tooling::CompileCommand &command, llvm::StringRef file) {
  using namespace clang::driver::types;
  // clangd takes a header for one of Objective-C++, which is a superset of all that it may be.
  return isCXX(lookupTypeForExtension(llvm::sys::path::extension(file).ltrim('.'))) ||
         llvm::is_contained(command.CommandLine, "-xobjective-c++-header");
}

void mangle(const void *self, clang::tooling::CompileCommand &command, llvm::StringRef file) {
  const bool guessed = command.Heuristic == "clangd fallback";
  if (guessed && isCpp(command, file) && !tool::namesStandard(command.CommandLine) &&
      !command.CommandLine.empty())
    command.CommandLine.insert(command.CommandLine.begin() + 1, "-std=c++20");
  realMangle(self, command, file);
}

// ---- clangd skips the bodies of functions in the headers above a file. What a helper in a header
// of the user's does is known on the command line, so it is read here too; of the systems' headers
// two functions are needed: what a promise does with an exception, and whether a result is moved
// out, is told by them. ----

namespace {

/// Asks clangd, except where we know better.
class PreambleReader final : public clang::PreambleCallbacks {
public:
  explicit PreambleReader(clang::PreambleCallbacks &real) : real_(real) {}
  void BeforeExecute(clang::CompilerInstance &compiler) override {
    real_.BeforeExecute(compiler);
    const auto &inputs = compiler.getFrontendOpts().Inputs;
    if (inputs.size() == 1 && inputs.front().isFile())
      needed_.emplace(compiler, inputs.front().getFile());
  }
  void AfterExecute(clang::CompilerInstance &compiler) override { real_.AfterExecute(compiler); }
  void AfterPCHEmitted(clang::ASTWriter &writer) override { real_.AfterPCHEmitted(writer); }
  void HandleTopLevelDecl(clang::DeclGroupRef declarations) override {
    real_.HandleTopLevelDecl(declarations);
  }
  std::unique_ptr<clang::PPCallbacks> createPPCallbacks() override {
    std::unique_ptr<clang::PPCallbacks> callbacks = real_.createPPCallbacks();
    if (!needed_)
      return callbacks;
    if (!callbacks)
      return needed_->watchIncludes();
    return std::make_unique<clang::PPChainedCallbacks>(needed_->watchIncludes(),
                                                       std::move(callbacks));
  }
  clang::CommentHandler *getCommentHandler() override { return real_.getCommentHandler(); }

  bool shouldSkipFunctionBody(clang::Decl *declaration) override {
    return !corolint::NeededBodies::endsCoroutine(*declaration) && !counts(*declaration) &&
           real_.shouldSkipFunctionBody(declaration);
  }

private:
  bool counts(const clang::Decl &declaration) {
    const clang::SourceManager &sources = declaration.getASTContext().getSourceManager();
    const clang::SourceLocation at = sources.getExpansionLoc(declaration.getLocation());
    return at.isValid() && !sources.isInSystemHeader(at) && needed_ &&
           needed_->contains(declaration);
  }

  clang::PreambleCallbacks &real_;
  std::optional<corolint::NeededBodies> needed_;
};

} // namespace

using FileSystemPointer = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;
using DiagnosticsPointer = llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine>;
using ContainersPointer = std::shared_ptr<clang::PCHContainerOperations>;

#define BUILD_PREAMBLE                                                                             \
  "_ZN5clang19PrecompiledPreamble5BuildERKNS_18CompilerInvocationEPKN4llvm12MemoryBufferENS_"      \
  "14PreambleBoundsENS4_18IntrusiveRefCntPtrINS_17DiagnosticsEngineEEENS9_INS4_"                   \
  "3vfs10FileSystemEEESt10shared_ptrINS_22PCHContainerOperationsEEbNS4_9StringRefERNS_"            \
  "17PreambleCallbacksE"
llvm::ErrorOr<clang::PrecompiledPreamble>
realPreamble(const clang::CompilerInvocation &invocation, const llvm::MemoryBuffer *text,
             clang::PreambleBounds bounds, DiagnosticsPointer diagnostics, FileSystemPointer files,
             ContainersPointer containers, bool inMemory, llvm::StringRef folder,
             clang::PreambleCallbacks &callbacks) REAL(BUILD_PREAMBLE);
llvm::ErrorOr<clang::PrecompiledPreamble>
preamble(const clang::CompilerInvocation &invocation, const llvm::MemoryBuffer *text,
         clang::PreambleBounds bounds, DiagnosticsPointer diagnostics, FileSystemPointer files,
         ContainersPointer containers, bool inMemory, llvm::StringRef folder,
         clang::PreambleCallbacks &callbacks) WRAP(BUILD_PREAMBLE);

llvm::ErrorOr<clang::PrecompiledPreamble>
preamble(const clang::CompilerInvocation &invocation, const llvm::MemoryBuffer *text,
         clang::PreambleBounds bounds, DiagnosticsPointer diagnostics, FileSystemPointer files,
         ContainersPointer containers, bool inMemory, llvm::StringRef folder,
         clang::PreambleCallbacks &callbacks) {
  PreambleReader reader(callbacks);
  // The bodies that are read there use templates. Left pending, these would be instantiated anew
  // for each edit.
  clang::CompilerInvocation instantiating(invocation);
  instantiating.getLangOpts().PCHInstantiateTemplates = true;
  return realPreamble(instantiating, text, bounds, std::move(diagnostics), std::move(files),
                      std::move(containers), inMemory, folder, reader);
}

// ---- What is said between the editor and clangd. ----

namespace {

/// The next message of a stream, without its header; nothing where the stream ends or isn't of this
/// form.
std::optional<std::string> readMessage(std::FILE *in) {
  size_t size = 0;
  bool hasSize = false;
  std::string line;
  for (int c = 0; (c = std::fgetc(in)) != EOF;) {
    if (c != '\n') {
      line += static_cast<char>(c);
      continue;
    }
    llvm::StringRef header = llvm::StringRef(line).rtrim('\r');
    if (header.empty() && hasSize)
      break;
    hasSize |= header.consume_front_insensitive("Content-Length:") &&
               !header.trim().getAsInteger(10, size);
    line.clear();
  }
  std::string body(size, '\0');
  if (!hasSize || std::fread(body.data(), 1, size, in) != size)
    return std::nullopt;
  return body;
}

std::string withHeader(const std::string &body) {
  return "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// Stands between the editor and clangd. clangd writes to it as to a stream, and reads from the
/// file that it makes.
class Between final : public llvm::raw_ostream {
public:
  Between(std::FILE *in, llvm::raw_ostream &out)
      : raw_ostream(/*unbuffered=*/true), in_(in), out_(out),
        conversation_([] { configurationChange = std::chrono::steady_clock::now(); },
                      [this](const std::string &message) { tell({message}); }) {}

  /// What clangd is to read instead of what the editor says.
  std::FILE *file() {
    return ::fopencookie(
        this, "r", {.read = readFromEditor, .write = nullptr, .seek = nullptr, .close = nullptr});
  }

private:
  static ssize_t readFromEditor(void *self, char *to, size_t size) {
    return static_cast<Between *>(self)->giveToServer(to, size);
  }

  ssize_t giveToServer(char *to, size_t size) {
    while (forServer_.empty()) {
      std::clearerr(in_);
      std::optional<std::string> message = readMessage(in_);
      if (!message)
        return std::ferror(in_) ? -1 : 0;
      Passed passed = conversation_.fromEditor(std::move(*message));
      for (const std::string &body : passed.toServer)
        forServer_ += withHeader(body);
      tell(passed.toEditor);
    }
    const size_t count = std::min(size, forServer_.size());
    std::copy_n(forServer_.data(), count, to);
    forServer_.erase(0, count);
    return static_cast<ssize_t>(count);
  }

  /// clangd writes a message at a time, whoever's thread it is.
  void write_impl(const char *text, size_t size) override {
    position_ += size;
    fromServer_.append(text, size);
    while (std::optional<std::string> message = takeMessage())
      tell(conversation_.fromServer(std::move(*message)).toEditor);
  }

  std::optional<std::string> takeMessage() {
    const size_t end = fromServer_.find("\r\n\r\n");
    llvm::StringRef header = llvm::StringRef(fromServer_).substr(0, end);
    size_t size = 0;
    if (end == std::string::npos || !header.consume_front("Content-Length: ") ||
        header.getAsInteger(10, size) || fromServer_.size() < end + 4 + size)
      return std::nullopt;
    std::string body = fromServer_.substr(end + 4, size);
    fromServer_.erase(0, end + 4 + size);
    return body;
  }

  /// Sends whole messages to the editor.
  void tell(const std::vector<std::string> &messages) {
    const std::lock_guard lock(outMutex_);
    for (const std::string &body : messages)
      out_ << withHeader(body);
    out_.flush();
  }

  uint64_t current_pos() const override { return position_; }

  std::FILE *in_;
  llvm::raw_ostream &out_;
  std::mutex outMutex_;
  Conversation conversation_;
  std::string forServer_;
  std::string fromServer_;
  uint64_t position_ = 0;
};

} // namespace

using TransportPointer = std::unique_ptr<clang::clangd::Transport>;

#define TRANSPORT                                                                                  \
  "_ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_15JSONStreamStyleE"
TransportPointer realTransport(std::FILE *in, llvm::raw_ostream &out, llvm::raw_ostream *mirror,
                               bool pretty, clang::clangd::JSONStreamStyle style) REAL(TRANSPORT);
TransportPointer transport(std::FILE *in, llvm::raw_ostream &out, llvm::raw_ostream *mirror,
                           bool pretty, clang::clangd::JSONStreamStyle style) WRAP(TRANSPORT);

TransportPointer transport(std::FILE *in, llvm::raw_ostream &out, llvm::raw_ostream *mirror,
                           bool pretty, clang::clangd::JSONStreamStyle style) {
  if (style != clang::clangd::Standard) // clangd's own tests, by hand
    return realTransport(in, out, mirror, pretty, style);
  // clangd asks for one, which lives as long as the program, and as its threads.
  static Between &between = *new Between(in, out);
  return realTransport(between.file(), between, mirror, pretty, style);
}

} // namespace corolint::clangd
