// What clangd does otherwise with the checks inside. Its headers aren't packaged, so seven of its functions are wrapped by the linker: it
// calls ours, which call its own. Their names stand in wrapped-symbols.txt, and CMake refuses an LLVM that hasn't got them.
#include "checks/Editor.h"
#include "checks/Metadata.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclGroup.h"
#include "clang/Driver/Types.h"
#include "clang/Frontend/PrecompiledPreamble.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/FunctionExtras.h"
#include "llvm/Support/Path.h"
#include "tool/clangd/Messages.h"
#include "tool/driver/ChecksInForce.h"
#include "tool/driver/Exclusions.h"
#include "tool/driver/Flags.h"
#include <cstdio>
#include <optional>

namespace clang::clangd {
/// Only handed on; the destructor is the one thing that a pointer to it needs.
class Transport {
public:
  virtual ~Transport();
};
enum JSONStreamStyle { Standard, Delimited };
} // namespace clang::clangd

namespace corolint::clangd {

#define REAL(SYMBOL) __asm__("__real_" SYMBOL)
#define WRAP(SYMBOL) __asm__("__wrap_" SYMBOL)

// ---- Checks that clangd hasn't timed are left out, silently. Ours are timed by our benchmark. -----------------------------

#define IS_FAST "_ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE"
std::optional<bool> realIsFast(llvm::StringRef check) REAL(IS_FAST);
std::optional<bool> isFast(llvm::StringRef check) WRAP(IS_FAST);

std::optional<bool> isFast(llvm::StringRef check) {
  if (check.starts_with("coro-"))
    return true;
  return realIsFast(check);
}

// ---- Which checks run: those of clangd, and ours by the rule of the command line. ----------------------------------------

using TidyProvider = llvm::unique_function<void(clang::tidy::ClangTidyOptions &, llvm::StringRef) const>;

#define DEFAULT_CHECKS "_ZN5clang6clangd20provideDefaultChecksEv"
TidyProvider realDefaultChecks() REAL(DEFAULT_CHECKS);
TidyProvider defaultChecks() WRAP(DEFAULT_CHECKS);

TidyProvider defaultChecks() {
  return [real = realDefaultChecks()](clang::tidy::ClangTidyOptions &options, llvm::StringRef file) {
    const std::optional<std::string> missing = tool::missingChecks(options.Checks.value_or(""));
    real(options, file);
    if (missing)
      options.Checks = options.Checks.value_or("") + ",-coro-*," + *missing;
    if (tool::Exclusions().contains(file.str()))
      options.Checks = options.Checks.value_or("") + ",-coro-*";
    options.CheckOptions[EditorOption] = clang::tidy::ClangTidyOptions::ClangTidyValue("true");
  };
}

// ---- The severity of a finding. clangd asks for each diagnostic whether it is suppressed, and then, only by the name of its check, whether a
// warning is to be an error. Reported as an error right away it could be neither suppressed nor more often than the compiler's limit. -----------

using Level = clang::DiagnosticsEngine::Level;
using NoLintErrors = llvm::SmallVectorImpl<clang::tooling::Diagnostic>;

/// Whether the diagnostic that this thread asks about is an error of ours.
static thread_local bool isErrorOfOurs = false;

#define SUPPRESSED "_ZN5clang4tidy16ClangTidyContext24shouldSuppressDiagnosticENS_17DiagnosticsEngine5LevelERKNS_10DiagnosticERN4llvm15SmallVectorImplINS_7tooling10DiagnosticEEEbb"
bool realIsSuppressed(clang::tidy::ClangTidyContext *self, Level level, const clang::Diagnostic &diagnostic, NoLintErrors &errors, bool allowIO,
                      bool enableBlocks) REAL(SUPPRESSED);
bool isSuppressed(clang::tidy::ClangTidyContext *self, Level level, const clang::Diagnostic &diagnostic, NoLintErrors &errors, bool allowIO,
                  bool enableBlocks) WRAP(SUPPRESSED);

bool isSuppressed(clang::tidy::ClangTidyContext *self, Level level, const clang::Diagnostic &diagnostic, NoLintErrors &errors, bool allowIO, bool enableBlocks) {
  const std::optional<Metadata> metadata = decode(diagnostic.getFlagValue());
  isErrorOfOurs = metadata && metadata->severity == Severity::Error;
  if (metadata && metadata->severity == Severity::Note && level == Level::Warning) {
    llvm::SmallString<128> message;
    diagnostic.FormatDiagnostic(message);
    rememberAdvice(message.str().rsplit(" [").first.str()); // clang-tidy appends the check's name, and clangd takes it away
  }
  return realIsSuppressed(self, level, diagnostic, errors, allowIO, enableBlocks);
}

#define TREATED_AS_ERROR "_ZNK5clang4tidy16ClangTidyContext12treatAsErrorEN4llvm9StringRefE"
bool realIsTreatedAsError(const clang::tidy::ClangTidyContext *self, llvm::StringRef check) REAL(TREATED_AS_ERROR);
bool isTreatedAsError(const clang::tidy::ClangTidyContext *self, llvm::StringRef check) WRAP(TREATED_AS_ERROR);

bool isTreatedAsError(const clang::tidy::ClangTidyContext *self, llvm::StringRef check) {
  return (isErrorOfOurs && check.starts_with("coro-")) || realIsTreatedAsError(self, check);
}

// ---- Where nothing says how a file is compiled, C++20 is assumed, as on the command line. --------------------------------

#define MANGLE "_ZNK5clang6clangd14CommandManglerclERNS_7tooling14CompileCommandEN4llvm9StringRefE"
void realMangle(const void *self, clang::tooling::CompileCommand &command, llvm::StringRef file) REAL(MANGLE);
void mangle(const void *self, clang::tooling::CompileCommand &command, llvm::StringRef file) WRAP(MANGLE);

static bool isCpp(const clang::tooling::CompileCommand &command, llvm::StringRef file) {
  using namespace clang::driver::types;
  // clangd takes a header for one of Objective-C++, which is a superset of all that it may be.
  return isCXX(lookupTypeForExtension(llvm::sys::path::extension(file).ltrim('.'))) || llvm::is_contained(command.CommandLine, "-xobjective-c++-header");
}

void mangle(const void *self, clang::tooling::CompileCommand &command, llvm::StringRef file) {
  const bool guessed = command.Heuristic == "clangd fallback";
  if (guessed && isCpp(command, file) && !tool::namesStandard(command.CommandLine) && !command.CommandLine.empty())
    command.CommandLine.insert(command.CommandLine.begin() + 1, "-std=c++20");
  realMangle(self, command, file);
}

// ---- clangd skips the bodies of functions in the headers above a file. What a promise does with an exception, and whether a result is moved out, is told by two of them. ----

namespace {

/// Asks clangd, except where we know better.
class PreambleReader final : public clang::PreambleCallbacks {
public:
  explicit PreambleReader(clang::PreambleCallbacks &real) : real_(real) {}
  void BeforeExecute(clang::CompilerInstance &compiler) override { real_.BeforeExecute(compiler); }
  void AfterExecute(clang::CompilerInstance &compiler) override { real_.AfterExecute(compiler); }
  void AfterPCHEmitted(clang::ASTWriter &writer) override { real_.AfterPCHEmitted(writer); }
  void HandleTopLevelDecl(clang::DeclGroupRef declarations) override { real_.HandleTopLevelDecl(declarations); }
  std::unique_ptr<clang::PPCallbacks> createPPCallbacks() override { return real_.createPPCallbacks(); }
  clang::CommentHandler *getCommentHandler() override { return real_.getCommentHandler(); }

  bool shouldSkipFunctionBody(clang::Decl *declaration) override {
    const auto *function = llvm::dyn_cast<clang::NamedDecl>(declaration);
    const clang::IdentifierInfo *name = function ? function->getIdentifier() : nullptr;
    return !(name && (name->isStr("unhandled_exception") || name->isStr("await_resume"))) && real_.shouldSkipFunctionBody(declaration);
  }

private:
  clang::PreambleCallbacks &real_;
};

} // namespace

using FileSystemPointer = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;
using DiagnosticsPointer = llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine>;
using ContainersPointer = std::shared_ptr<clang::PCHContainerOperations>;

#define BUILD_PREAMBLE "_ZN5clang19PrecompiledPreamble5BuildERKNS_18CompilerInvocationEPKN4llvm12MemoryBufferENS_14PreambleBoundsENS4_18IntrusiveRefCntPtrINS_17DiagnosticsEngineEEENS9_INS4_3vfs10FileSystemEEESt10shared_ptrINS_22PCHContainerOperationsEEbNS4_9StringRefERNS_17PreambleCallbacksE"
llvm::ErrorOr<clang::PrecompiledPreamble> realPreamble(const clang::CompilerInvocation &invocation, const llvm::MemoryBuffer *text, clang::PreambleBounds bounds,
                                                       DiagnosticsPointer diagnostics, FileSystemPointer files, ContainersPointer containers, bool inMemory,
                                                       llvm::StringRef folder, clang::PreambleCallbacks &callbacks) REAL(BUILD_PREAMBLE);
llvm::ErrorOr<clang::PrecompiledPreamble> preamble(const clang::CompilerInvocation &invocation, const llvm::MemoryBuffer *text, clang::PreambleBounds bounds,
                                                   DiagnosticsPointer diagnostics, FileSystemPointer files, ContainersPointer containers, bool inMemory,
                                                   llvm::StringRef folder, clang::PreambleCallbacks &callbacks) WRAP(BUILD_PREAMBLE);

llvm::ErrorOr<clang::PrecompiledPreamble> preamble(const clang::CompilerInvocation &invocation, const llvm::MemoryBuffer *text, clang::PreambleBounds bounds,
                                                   DiagnosticsPointer diagnostics, FileSystemPointer files, ContainersPointer containers, bool inMemory,
                                                   llvm::StringRef folder, clang::PreambleCallbacks &callbacks) {
  PreambleReader reader(callbacks);
  return realPreamble(invocation, text, bounds, std::move(diagnostics), std::move(files), std::move(containers), inMemory, folder, reader);
}

// ---- What is sent to the editor. -----------------------------------------------------------------------------------------

namespace {

/// Hands each whole message to Messages, and what that makes of it to the real stream.
class OutgoingStream final : public llvm::raw_ostream {
public:
  explicit OutgoingStream(llvm::raw_ostream &out) : raw_ostream(/*unbuffered=*/true), out_(out) {}

private:
  void write_impl(const char *text, size_t size) override {
    position_ += size;
    pending_.append(text, size);
    while (std::optional<std::string> message = takeMessage())
      for (const std::string &body : messages_.outgoing(std::move(*message)))
        out_ << "Content-Length: " << body.size() << "\r\n\r\n" << body;
    out_.flush();
  }

  std::optional<std::string> takeMessage() {
    const size_t end = pending_.find("\r\n\r\n");
    llvm::StringRef header = llvm::StringRef(pending_).substr(0, end);
    size_t size = 0;
    if (end == std::string::npos || !header.consume_front("Content-Length: ") || header.getAsInteger(10, size) || pending_.size() < end + 4 + size)
      return std::nullopt;
    std::string body = pending_.substr(end + 4, size);
    pending_.erase(0, end + 4 + size);
    return body;
  }

  uint64_t current_pos() const override { return position_; }

  llvm::raw_ostream &out_;
  Messages messages_;
  std::string pending_;
  uint64_t position_ = 0;
};

} // namespace

using TransportPointer = std::unique_ptr<clang::clangd::Transport>;

#define TRANSPORT "_ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_15JSONStreamStyleE"
TransportPointer realTransport(std::FILE *in, llvm::raw_ostream &out, llvm::raw_ostream *mirror, bool pretty, clang::clangd::JSONStreamStyle style) REAL(TRANSPORT);
TransportPointer transport(std::FILE *in, llvm::raw_ostream &out, llvm::raw_ostream *mirror, bool pretty, clang::clangd::JSONStreamStyle style) WRAP(TRANSPORT);

TransportPointer transport(std::FILE *in, llvm::raw_ostream &out, llvm::raw_ostream *mirror, bool pretty, clang::clangd::JSONStreamStyle style) {
  // clangd asks for one, which lives as long as the program.
  static OutgoingStream stream(out);
  return realTransport(in, stream, mirror, pretty, style);
}

} // namespace corolint::clangd
