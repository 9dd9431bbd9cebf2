// What is known of libraries, as data: the only reader of `models/*.yaml` and of the models in a
// user's `.corolint.yaml`. Everybody else asks by meaning ("is this a task, and what becomes of a
// dropped one?") and sees no name.
#pragma once
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace clang {
class NamedDecl;
}
namespace llvm::vfs {
class FileSystem;
}

namespace corolint {

/// What every row has: a name, qualified below each namespace of its library (absolute with a
/// leading `::`; inline namespaces and template arguments left out), and why it is there, in words
/// that a report may use.
struct Row {
  std::string name;
  std::string reason;
};

/// When a task's work begins.
enum class Start { Unknown, Lazy, Eager };
/// What becomes of the work of a task that is destroyed un-awaited.
enum class Dropped { Unknown, NeverRuns, RunsOn, Cancelled, EndsProcess };

struct TaskRow : Row {
  Start start = Start::Unknown;
  Dropped dropped = Dropped::Unknown;
  bool singleShot = false;
  bool selfReporting =
      false;              ///< starts itself and reports its errors elsewhere: dropping it is normal
  bool observable = true; ///< false: there is no way to await or query it
  bool failsNoexcept =
      false;           ///< functions that give one promise not to throw, and fail by what they give
  std::string onError; ///< of one that nobody waits for: "terminates", "discarded", "logged"
  std::vector<std::string> inspectors; ///< members that look at it without consuming its result
  std::string outlive; ///< where work that must outlive its caller belongs: "a 'seastar::gate'"
};

/// What a spawner does with the exception of what it spawned.
enum class SpawnError { Discarded, Terminates, Logged, Stored, Reported, ByToken, Handle };

struct SpawnerRow : Row {
  int task = 0;             ///< 0-based argument that is the task or makes it; -1: the object
  std::optional<int> token; ///< argument that decides what becomes of the result
  SpawnError error = SpawnError::Discarded;
  std::string handler; ///< an argument that surfaces the error
  std::vector<std::string> includes;
};

struct TokenRow : Row {
  std::string handler;
  std::vector<std::string> includes;
};

enum class AggregateKind { All, Any };
enum class AggregateErrors { Rethrown, Values, Dropped };

struct AggregateRow : Row {
  AggregateKind kind = AggregateKind::All;
  AggregateErrors errors = AggregateErrors::Rethrown;
};

enum class BlockingKind {
  SleepFor,
  SleepUntil,
  SleepSeconds,
  SleepMilliseconds,
  SleepMicroseconds,
  SyncWait,
  Wait,
  Yield,
  Io,
  Disk, ///< a short look at the disk, or a change of what is named there
  Dns,
  Process,
  RunLoop,
  Database,
  Dialog, ///< an event loop until the user has answered
};

struct BlockingRow : Row {
  BlockingKind kind = BlockingKind::Wait;
  std::optional<int> duration; ///< argument whose constant zero means that nothing blocks
  std::optional<int> task;     ///< of SyncWait: argument that is the task; -1: the object
  bool deadlocks = false;      ///< can never finish on a single-threaded executor
  std::string unless;          ///< class of a first parameter with which nothing blocks
  std::string without;         ///< name of a constant in the arguments with which nothing blocks
  bool whenDropped = false;    ///< what it returns blocks where it is dropped, in its destructor
  std::string awaitable;       ///< the library's own awaitable form, over {object}, {0}, {1}, ...
};

/// How a coroutine of this library does asynchronously what a blocking kind does; sleeps of every
/// unit use that of SleepFor.
struct ReplacementRow {
  BlockingKind kind = BlockingKind::SleepFor;
  std::vector<std::string> of; ///< what is called, by unqualified names; any where empty
  std::string text; ///< over {0}, {ns} (the library's namespace, as the coroutine's type has it)
                    ///< and {scheduler}
  std::vector<std::string>
      tasks; ///< the coroutine types that can await it; all of the library where empty
  std::vector<std::string> includes; ///< over {root}: the namespace as a path
  std::string needs; ///< type of a variable that must be in scope, available as {scheduler}
  std::string reason;
};

/// Functions of this library that have an awaitable sibling by their name are the blocking form of
/// it.
struct SiblingRow {
  std::string pattern;  ///< the sibling's name over {}, the name of the blocking one
  std::string argument; ///< what the sibling takes last to be awaitable, over {ns}; may be empty
  std::vector<std::string> tasks; ///< the coroutine types that can await it; all where empty
  std::vector<std::string>
      except; ///< `class::function`s that don't block although they have a sibling
  std::vector<std::string>
      inert; ///< members that, called on the object, show that it was made ready or doesn't block
  std::vector<std::string> includes;
  std::string reason;
};

struct CallableRow : Row {
  int callable = 0;
  std::string on; ///< the class that the first argument has to be of, or to be an executor of;
                  ///< empty: of any
};

/// What moves the coroutine that awaits it to another executor.
struct HopRow : Row {
  bool mayWait = false; ///< what runs there may wait for a task in its thread
};

struct NetworkRow : Row {
  std::optional<int>
      limit; ///< argument that says how long to wait at most, where its type doesn't tell
};

struct ResultRow : Row {
  std::vector<std::string> inspectors;
};

struct ErrorAwaitRow : Row {
  std::optional<int> outArgument;
};

enum class Receives { ExceptionPtr, Future, Try, Exception, ErrorCode };

struct ContinuationRow : CallableRow { ///< its callable -1: the last argument
  Receives receives = Receives::ExceptionPtr;
};

struct ThreadBoundRow : Row {
  std::vector<std::string> manual;
};

struct CleanupPairRow {
  std::string begin;
  std::vector<std::string> end;
  std::string reason;
};

/// One file of models.
struct Library {
  std::string name;
  std::vector<std::string> namespaces;
  std::vector<std::string> usersNamespaces; ///< by their simple names: below `namespaces`, but what
                                            ///< is in them was written by who uses the library
  std::vector<std::string>
      headers; ///< include paths, or their beginnings, that show that a file uses the library
  std::string linkage; ///< "C" where its functions have C linkage: a program's own function of the
                       ///< same name is another one
  std::vector<std::string>
      testHeaders; ///< include paths, or their beginnings, of frameworks for tests and benchmarks
  std::vector<TaskRow> tasks;
  std::vector<Row> guards, markers, generators, joins, cancellations, entryPoints, mutexes,
      safeGuards, localStreams, timeouts, consumers, neverFails, cancellationTokens, errorBases,
      failsWhenClosed, views, reusedBuffers;
  std::vector<HopRow> hops;
  std::vector<SpawnerRow> spawners;
  std::vector<TokenRow> discardingTokens;
  std::vector<AggregateRow> aggregates;
  std::vector<BlockingRow> blocking;
  std::vector<ReplacementRow> replacements;
  std::vector<SiblingRow> awaitableSiblings;
  std::vector<NetworkRow> network;
  std::vector<CallableRow> offloaders, keepers, forgetters, callers, callbacks;
  std::vector<ResultRow> errorResults;
  std::vector<ErrorAwaitRow> errorValueAwaits;
  std::vector<ContinuationRow> continuations;
  std::vector<ThreadBoundRow> threadBound;
  std::vector<CleanupPairRow> cleanupPairs;
};

/// What the command line is told where its flags don't say; each as the flag of that name takes it,
/// empty where nothing is said.
struct Defaults {
  std::string build;       ///< `-p`
  std::string baseline;    ///< `--baseline`
  std::string confidence;  ///< `--confidence`
  std::string failOn;      ///< `--fail-on`
  std::string headerFiles; ///< `--header-files`
  std::string timeout;     ///< `--timeout`
};

/// The user's `.corolint.yaml`: rows like those of a library, and what the command line reads.
struct Configuration {
  Library models;
  std::vector<std::string> own;     ///< folders outside of the project whose headers are the user's
                                    ///< all the same, relative to the file
  std::vector<std::string> exclude; ///< globs of paths, relative to the file, that are not analysed
  Defaults defaults;                ///< its paths are relative to the file
};

/// Reads a file of models, or a user's configuration. The error names file, line, column and what
/// is wrong there.
llvm::Expected<Library> parseLibrary(llvm::MemoryBufferRef text);
llvm::Expected<Configuration> parseConfiguration(llvm::MemoryBufferRef text);

/// A row, and the library it stands in.
template <class R> struct Known {
  const R *row = nullptr;
  const Library *library = nullptr;
  explicit operator bool() const { return row != nullptr; }
  const R *operator->() const { return row; }
};

/// The name that rows are looked up by: qualified, without inline and anonymous namespaces and
/// template arguments.
std::string modelName(const clang::NamedDecl &declaration);

/// All rows, looked up by declaration. Rows of the user come before those of corolint.
class Models {
public:
  /// Those built into the program.
  static std::shared_ptr<const Models> builtin();
  /// Those built in and those of the configuration.
  /// @param own absolute folders whose headers are the user's
  static std::shared_ptr<const Models> withUser(Library user, std::vector<std::string> own = {});
  /// Those that are in force for a file: with the `.corolint.yaml` found upward from it, if there
  /// is one.
  static llvm::Expected<std::shared_ptr<const Models>> forFile(llvm::StringRef path,
                                                               llvm::vfs::FileSystem &files);
  /// The `.corolint.yaml` found upward from a file; empty where there is none.
  static std::string configurationFor(llvm::StringRef path, llvm::vfs::FileSystem &files);

  ~Models();

  Known<TaskRow> task(const clang::NamedDecl &type) const;
  Known<Row> guard(const clang::NamedDecl &type) const;
  Known<Row> marker(const clang::NamedDecl &function) const;
  Known<Row> generator(const clang::NamedDecl &type) const;
  Known<SpawnerRow> spawner(const clang::NamedDecl &function) const;
  Known<TokenRow> discardingToken(const clang::NamedDecl &typeOrVariable) const;
  Known<Row> join(const clang::NamedDecl &function) const;
  Known<AggregateRow> aggregate(const clang::NamedDecl &function) const;
  Known<BlockingRow> blocking(const clang::NamedDecl &function) const;
  Known<CallableRow> offloader(const clang::NamedDecl &function) const;
  Known<HopRow> hop(const clang::NamedDecl &function) const;
  Known<Row> cancellation(const clang::NamedDecl &type) const;
  Known<Row> cancellationToken(const clang::NamedDecl &type) const;
  Known<Row> errorBase(const clang::NamedDecl &type) const;
  Known<Row> failsWhenClosed(const clang::NamedDecl &type) const;
  Known<ResultRow> errorResult(const clang::NamedDecl &type) const;
  Known<ErrorAwaitRow> errorValueAwait(const clang::NamedDecl &function) const;
  Known<ContinuationRow> continuation(const clang::NamedDecl &function) const;
  Known<Row> entryPoint(const clang::NamedDecl &declaration) const;
  Known<Row> mutex(const clang::NamedDecl &type) const;
  Known<Row> safeGuard(const clang::NamedDecl &type) const;
  Known<ThreadBoundRow> threadBound(const clang::NamedDecl &type) const;
  Known<NetworkRow> network(const clang::NamedDecl &function) const;
  Known<Row>
  localStream(const clang::NamedDecl &type) const; ///< ends at this machine: a file, a pipe
  Known<Row> timeout(const clang::NamedDecl &function) const;
  Known<Row> consumer(const clang::NamedDecl &function) const;
  Known<Row>
  view(const clang::NamedDecl &function) const; ///< its result refers to its first argument
  Known<Row> reusedBuffer(
      const clang::NamedDecl &function) const; ///< its result is overwritten by the next call
  Known<Row> neverFails(
      const clang::NamedDecl &function) const; ///< awaiting it throws only when it is cancelled
  Known<CallableRow> keeper(const clang::NamedDecl &function) const;
  Known<CallableRow> forgetter(const clang::NamedDecl &function)
      const; ///< calls its argument later, and destroys it when that has returned
  Known<CallableRow> caller(const clang::NamedDecl &function)
      const; ///< calls its argument at once, where it is, and keeps no copy
  Known<CallableRow> callback(
      const clang::NamedDecl &function) const; ///< calls its argument and drops what that returns

  /// The library that a declaration belongs to by its namespace, or null.
  const Library *libraryOf(const clang::NamedDecl &declaration) const;

  /// The library that an included path (as written or resolved) is a header of, or null.
  const Library *libraryOfHeader(llvm::StringRef path) const;

  /// Whether an included path (as written or resolved) is a header of a framework for tests or
  /// benchmarks.
  bool isTestHeader(llvm::StringRef path) const;

  /// The folders outside of the project whose headers the user calls their own; absolute.
  llvm::ArrayRef<std::string> own() const { return own_; }

  /// The libraries in force, the user's first.
  std::vector<const Library *> libraries() const;

private:
  struct Index;
  Models(std::vector<Library> libraries, std::shared_ptr<const Models> fallback);

  template <class R>
  Known<R> find(llvm::StringMap<Known<R>> Index::*section,
                const clang::NamedDecl &declaration) const;

  std::vector<Library> libraries_;
  std::vector<std::string> own_;
  std::unique_ptr<Index> index_;
  std::shared_ptr<const Models> fallback_;
};

} // namespace corolint
