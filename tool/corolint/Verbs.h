// The verbs of the command line. Each takes its own arguments and answers the exit code.
#pragma once
#include "tool/output/Formats.h"
#include "llvm/ADT/ArrayRef.h"
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace corolint::tool {

/// What the exit code says; also 128 + the signal, when the run was interrupted.
enum Exit { Clean = 0, Findings = 1, Failed = 2, NotAllAnalysed = 3 };

/// One flag of a verb, for shells and the manual.
struct Flag {
  std::vector<std::string> names; ///< with their dashes, short ones first
  std::string purpose;
  std::vector<std::string> values; ///< those that it takes, where it takes no others
  bool takesValue = false;
};

/// The arguments of a verb, and those behind `--`.
struct Arguments {
  std::vector<std::string> own;
  bool hasFlags = false; ///< whether there was a `--`
  std::vector<std::string> flags;
  bool needsDefaults = true; ///< whether a `.corolint.yaml` that can't be read is an error
  std::vector<Flag> *described = nullptr; ///< where given, the flags go there and nothing is run
};

int runCheck(const Arguments &arguments);
int runReport(const Arguments &arguments);
int runMerge(const Arguments &arguments);
int runRules(const Arguments &arguments);
int runExplain(const Arguments &arguments);
int runLsp(const Arguments &arguments);
int runPluginPath(const Arguments &arguments);
int runSuppress(const Arguments &arguments);
int runWhy(const Arguments &arguments);
int runFacts(const Arguments &arguments);
int runDoctor(const Arguments &arguments);
int runInit(const Arguments &arguments);
int runVersion(const Arguments &arguments);
int runDocs(const Arguments &arguments);
int runCompletion(const Arguments &arguments);
int runManual(const Arguments &arguments);

/// A verb of the command line.
struct Verb {
  const char *name;
  const char *purpose; ///< empty for one that is no user's business
  int (*run)(const Arguments &);
};
llvm::ArrayRef<Verb> allVerbs();

/// The flags that a verb takes, without running it.
std::vector<Flag> flagsOf(const Verb &verb);

/// Parses the arguments; answers the exit code where there is nothing left to do, because of an
/// error or `--help`. An unknown flag is told with its nearest spelling.
std::optional<int> parse(CLI::App &app, const Arguments &arguments);

/// "corolint: message" on stderr.
void complain(const std::string &message);

/// The decision for `--color`: always, never, or auto (a terminal, without NO_COLOR).
Colours coloursFor(const std::string &mode, int descriptor);

} // namespace corolint::tool
