// How the YAML of models and configurations maps to rows.
#include "checks/ModelKeys.h"
#include "checks/Models.h"
#include "llvm/Support/YAMLTraits.h"
#include <set>

LLVM_YAML_IS_SEQUENCE_VECTOR(corolint::Row)
LLVM_YAML_IS_SEQUENCE_VECTOR(corolint::TaskRow)
LLVM_YAML_IS_SEQUENCE_VECTOR(corolint::SpawnerRow)
LLVM_YAML_IS_SEQUENCE_VECTOR(corolint::TokenRow)
LLVM_YAML_IS_SEQUENCE_VECTOR(corolint::AggregateRow)
LLVM_YAML_IS_SEQUENCE_VECTOR(corolint::BlockingRow)
LLVM_YAML_IS_SEQUENCE_VECTOR(corolint::ReplacementRow)
LLVM_YAML_IS_SEQUENCE_VECTOR(corolint::SiblingRow)
LLVM_YAML_IS_SEQUENCE_VECTOR(corolint::CallableRow)
LLVM_YAML_IS_SEQUENCE_VECTOR(corolint::HopRow)
LLVM_YAML_IS_SEQUENCE_VECTOR(corolint::NetworkRow)
LLVM_YAML_IS_SEQUENCE_VECTOR(corolint::ResultRow)
LLVM_YAML_IS_SEQUENCE_VECTOR(corolint::ErrorAwaitRow)
LLVM_YAML_IS_SEQUENCE_VECTOR(corolint::ContinuationRow)
LLVM_YAML_IS_SEQUENCE_VECTOR(corolint::ThreadBoundRow)
LLVM_YAML_IS_SEQUENCE_VECTOR(corolint::CleanupPairRow)

namespace llvm::yaml {

using namespace corolint;

#define CASE(TYPE, VALUE, TEXT) io.enumCase(value, TEXT, TYPE::VALUE)

template <> struct ScalarEnumerationTraits<Start> {
  static void enumeration(IO &io, Start &value) {
    CASE(Start, Lazy, "lazy");
    CASE(Start, Eager, "eager");
  }
};
template <> struct ScalarEnumerationTraits<Dropped> {
  static void enumeration(IO &io, Dropped &value) {
    CASE(Dropped, NeverRuns, "never-runs");
    CASE(Dropped, RunsOn, "runs-on");
    CASE(Dropped, Cancelled, "cancelled");
    CASE(Dropped, EndsProcess, "ends-process");
  }
};
template <> struct ScalarEnumerationTraits<SpawnError> {
  static void enumeration(IO &io, SpawnError &value) {
    CASE(SpawnError, Discarded, "discarded");
    CASE(SpawnError, Terminates, "terminates");
    CASE(SpawnError, Logged, "logged");
    CASE(SpawnError, Stored, "stored");
    CASE(SpawnError, Reported, "reported");
    CASE(SpawnError, ByToken, "by-token");
    CASE(SpawnError, Handle, "handle");
  }
};
template <> struct ScalarEnumerationTraits<AggregateKind> {
  static void enumeration(IO &io, AggregateKind &value) {
    CASE(AggregateKind, All, "all");
    CASE(AggregateKind, Any, "any");
  }
};
template <> struct ScalarEnumerationTraits<AggregateErrors> {
  static void enumeration(IO &io, AggregateErrors &value) {
    CASE(AggregateErrors, Rethrown, "rethrown");
    CASE(AggregateErrors, Values, "values");
    CASE(AggregateErrors, Dropped, "dropped");
  }
};
template <> struct ScalarEnumerationTraits<BlockingKind> {
  static void enumeration(IO &io, BlockingKind &value) {
    CASE(BlockingKind, SleepFor, "sleep-for");
    CASE(BlockingKind, SleepUntil, "sleep-until");
    CASE(BlockingKind, SleepSeconds, "sleep-seconds");
    CASE(BlockingKind, SleepMilliseconds, "sleep-milliseconds");
    CASE(BlockingKind, SleepMicroseconds, "sleep-microseconds");
    CASE(BlockingKind, SyncWait, "sync-wait");
    CASE(BlockingKind, Wait, "wait");
    CASE(BlockingKind, Yield, "yield");
    CASE(BlockingKind, Io, "io");
    CASE(BlockingKind, Disk, "disk");
    CASE(BlockingKind, Dns, "dns");
    CASE(BlockingKind, Process, "process");
    CASE(BlockingKind, RunLoop, "run-loop");
    CASE(BlockingKind, Dialog, "dialog");
    CASE(BlockingKind, Database, "database");
  }
};
template <> struct ScalarEnumerationTraits<Receives> {
  static void enumeration(IO &io, Receives &value) {
    CASE(Receives, ExceptionPtr, "exception_ptr");
    CASE(Receives, Future, "future");
    CASE(Receives, Try, "try");
    CASE(Receives, Exception, "exception");
    CASE(Receives, ErrorCode, "error_code");
  }
};

#undef CASE

static void mapRow(IO &io, Row &row) {
  io.mapRequired("name", row.name);
  io.mapOptional("reason", row.reason);
}

template <> struct MappingTraits<Row> {
  static void mapping(IO &io, Row &row) { mapRow(io, row); }
};
template <> struct MappingTraits<TaskRow> {
  static void mapping(IO &io, TaskRow &row) {
    mapRow(io, row);
    io.mapOptional("start", row.start);
    io.mapOptional("dropped", row.dropped);
    io.mapOptional("single-shot", row.singleShot);
    io.mapOptional("self-reporting", row.selfReporting);
    io.mapOptional("fails-noexcept", row.failsNoexcept);
    io.mapOptional("observable", row.observable);
    io.mapOptional("on-error", row.onError);
    io.mapOptional("inspectors", row.inspectors);
    io.mapOptional("outlive", row.outlive);
  }
};
template <> struct MappingTraits<SpawnerRow> {
  static void mapping(IO &io, SpawnerRow &row) {
    mapRow(io, row);
    io.mapOptional("task", row.task);
    io.mapOptional("token", row.token);
    io.mapRequired("error", row.error);
    io.mapOptional("handler", row.handler);
    io.mapOptional("includes", row.includes);
  }
};
template <> struct MappingTraits<TokenRow> {
  static void mapping(IO &io, TokenRow &row) {
    mapRow(io, row);
    io.mapOptional("handler", row.handler);
    io.mapOptional("includes", row.includes);
  }
};
template <> struct MappingTraits<AggregateRow> {
  static void mapping(IO &io, AggregateRow &row) {
    mapRow(io, row);
    io.mapOptional("kind", row.kind);
    io.mapOptional("errors", row.errors);
  }
};
template <> struct MappingTraits<BlockingRow> {
  static void mapping(IO &io, BlockingRow &row) {
    mapRow(io, row);
    io.mapRequired("kind", row.kind);
    io.mapOptional("duration", row.duration);
    io.mapOptional("task", row.task);
    io.mapOptional("deadlocks", row.deadlocks);
    io.mapOptional("unless", row.unless);
    io.mapOptional("without", row.without);
    io.mapOptional("when-dropped", row.whenDropped);
    io.mapOptional("awaitable", row.awaitable);
  }
};
template <> struct MappingTraits<ReplacementRow> {
  static void mapping(IO &io, ReplacementRow &row) {
    io.mapRequired("kind", row.kind);
    io.mapOptional("of", row.of);
    io.mapRequired("text", row.text);
    io.mapOptional("tasks", row.tasks);
    io.mapOptional("includes", row.includes);
    io.mapOptional("needs", row.needs);
    io.mapOptional("reason", row.reason);
  }
};
template <> struct MappingTraits<SiblingRow> {
  static void mapping(IO &io, SiblingRow &row) {
    io.mapRequired("pattern", row.pattern);
    io.mapOptional("argument", row.argument);
    io.mapOptional("tasks", row.tasks);
    io.mapOptional("except", row.except);
    io.mapOptional("inert", row.inert);
    io.mapOptional("includes", row.includes);
    io.mapOptional("reason", row.reason);
  }
};
template <> struct MappingTraits<CallableRow> {
  static void mapping(IO &io, CallableRow &row) {
    mapRow(io, row);
    io.mapOptional("callable", row.callable);
    io.mapOptional("on", row.on);
  }
};
template <> struct MappingTraits<HopRow> {
  static void mapping(IO &io, HopRow &row) {
    mapRow(io, row);
    io.mapOptional("may-wait", row.mayWait);
  }
};
template <> struct MappingTraits<NetworkRow> {
  static void mapping(IO &io, NetworkRow &row) {
    mapRow(io, row);
    io.mapOptional("limit", row.limit);
  }
};
template <> struct MappingTraits<ResultRow> {
  static void mapping(IO &io, ResultRow &row) {
    mapRow(io, row);
    io.mapOptional("inspectors", row.inspectors);
  }
};
template <> struct MappingTraits<ErrorAwaitRow> {
  static void mapping(IO &io, ErrorAwaitRow &row) {
    mapRow(io, row);
    io.mapOptional("out-argument", row.outArgument);
  }
};
template <> struct MappingTraits<ContinuationRow> {
  static void mapping(IO &io, ContinuationRow &row) {
    mapRow(io, row);
    io.mapOptional("callable", row.callable);
    io.mapOptional("receives", row.receives);
  }
};
template <> struct MappingTraits<ThreadBoundRow> {
  static void mapping(IO &io, ThreadBoundRow &row) {
    mapRow(io, row);
    io.mapOptional("manual", row.manual);
  }
};
template <> struct MappingTraits<CleanupPairRow> {
  static void mapping(IO &io, CleanupPairRow &row) {
    io.mapRequired("begin", row.begin);
    io.mapRequired("end", row.end);
    io.mapOptional("reason", row.reason);
  }
};

static void mapSections(IO &io, Library &library) {
  io.mapOptional("namespaces", library.namespaces);
  io.mapOptional("users-namespaces", library.usersNamespaces);
  io.mapOptional("headers", library.headers);
  io.mapOptional("linkage", library.linkage);
  io.mapOptional("test-headers", library.testHeaders);
  io.mapOptional("tasks", library.tasks);
  io.mapOptional("guards", library.guards);
  io.mapOptional("markers", library.markers);
  io.mapOptional("generators", library.generators);
  io.mapOptional("spawners", library.spawners);
  io.mapOptional("discarding-tokens", library.discardingTokens);
  io.mapOptional("joins", library.joins);
  io.mapOptional("aggregates", library.aggregates);
  io.mapOptional("blocking", library.blocking);
  io.mapOptional("replacements", library.replacements);
  io.mapOptional("awaitable-siblings", library.awaitableSiblings);
  io.mapOptional("offloaders", library.offloaders);
  io.mapOptional("hops", library.hops);
  io.mapOptional("cancellations", library.cancellations);
  io.mapOptional("error-bases", library.errorBases);
  io.mapOptional("fails-when-closed", library.failsWhenClosed);
  io.mapOptional("error-results", library.errorResults);
  io.mapOptional("error-value-awaits", library.errorValueAwaits);
  io.mapOptional("continuations", library.continuations);
  io.mapOptional("entry-points", library.entryPoints);
  io.mapOptional("mutexes", library.mutexes);
  io.mapOptional("safe-guards", library.safeGuards);
  io.mapOptional("thread-bound", library.threadBound);
  io.mapOptional("network", library.network);
  io.mapOptional("local-streams", library.localStreams);
  io.mapOptional("timeouts", library.timeouts);
  io.mapOptional("consumers", library.consumers);
  io.mapOptional("never-fails", library.neverFails);
  io.mapOptional("views", library.views);
  io.mapOptional("reused-buffers", library.reusedBuffers);
  io.mapOptional("cancellation-tokens", library.cancellationTokens);
  io.mapOptional("keepers", library.keepers);
  io.mapOptional("forgetters", library.forgetters);
  io.mapOptional("callers", library.callers);
  io.mapOptional("callbacks", library.callbacks);
  io.mapOptional("cleanup-pairs", library.cleanupPairs);
}

template <> struct MappingTraits<Library> {
  static void mapping(IO &io, Library &library) {
    io.mapRequired("library", library.name);
    mapSections(io, library);
  }
};
template <> struct MappingTraits<Defaults> {
  static void mapping(IO &io, Defaults &defaults) {
    io.mapOptional("build", defaults.build);
    io.mapOptional("baseline", defaults.baseline);
    io.mapOptional("confidence", defaults.confidence);
    io.mapOptional("fail-on", defaults.failOn);
    io.mapOptional("header-files", defaults.headerFiles);
    io.mapOptional("timeout", defaults.timeout);
  }
};
template <> struct MappingTraits<Configuration> {
  static void mapping(IO &io, Configuration &configuration) {
    io.mapOptional("library", configuration.models.name);
    io.mapOptional("own", configuration.own);
    io.mapOptional("exclude", configuration.exclude);
    io.mapOptional("defaults", configuration.defaults);
    mapSections(io, configuration.models);
  }
};

} // namespace llvm::yaml

namespace corolint {

static void keepFirst(const llvm::SMDiagnostic &diagnostic, void *context) {
  auto &message = *static_cast<std::string *>(context);
  if (!message.empty())
    return;
  message = (diagnostic.getFilename() + ":" + llvm::Twine(diagnostic.getLineNo()) + ":" +
             llvm::Twine(diagnostic.getColumnNo() + 1) + ": " + diagnostic.getMessage())
                .str();
}

template <class T> static llvm::Expected<T> parse(llvm::MemoryBufferRef text) {
  std::string message;
  llvm::yaml::Input input(text, nullptr, keepFirst, &message);
  T result;
  input >> result;
  if (!input.error())
    return result;
  if (message.empty())
    message = (text.getBufferIdentifier() + ": not readable as YAML").str();
  return llvm::createStringError(input.error(), message);
}

llvm::Expected<Library> parseLibrary(llvm::MemoryBufferRef text) { return parse<Library>(text); }

llvm::Expected<Configuration> parseConfiguration(llvm::MemoryBufferRef text) {
  if (text.getBuffer().trim().empty())
    return Configuration();
  return parse<Configuration>(text);
}

namespace {

/// Hears which keys a mapping asks for, and writes nothing.
class KeyCollector final : public llvm::yaml::Output {
public:
  KeyCollector() : Output(llvm::nulls()) {}
  bool preflightKey(llvm::StringRef key, bool, bool, bool &, void *&) override {
    keys.insert(key.str());
    return false;
  }
  bool canElideEmptySequence() override { return false; }
  template <class... T> void collect() { (collectOf<T>(), ...); }
  std::set<std::string> keys;

private:
  template <class T> void collectOf() {
    T value;
    llvm::yaml::MappingTraits<T>::mapping(*this, value);
  }
};

} // namespace

std::vector<std::string> configurationKeys() {
  KeyCollector collector;
  collector.collect<Configuration, Defaults, Row, TaskRow, SpawnerRow, TokenRow, AggregateRow,
                    BlockingRow, ReplacementRow, SiblingRow, CallableRow, HopRow, NetworkRow,
                    ResultRow, ErrorAwaitRow, ContinuationRow, ThreadBoundRow, CleanupPairRow>();
  return {collector.keys.begin(), collector.keys.end()};
}

} // namespace corolint
