// The command line: chooses the verb.
#include "tool/corolint/Defaults.h"
#include "tool/corolint/Verbs.h"
#include "tool/driver/base/Spelling.h"
#include "tool/output/Terminal.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <fcntl.h>
#include <iostream>
#include <sys/resource.h>
#include <unistd.h>

namespace corolint::tool {

llvm::ArrayRef<Verb> allVerbs() {
  static constexpr Verb Table[] = {
      {"check", "analyse files (the default verb)", runCheck},
      {"report", "print a JSON report in another format", runReport},
      {"merge", "join the JSON reports of several runs", runMerge},
      {"rules", "list the checks", runRules},
      {"explain", "say what a check finds, why it matters, and its options", runExplain},
      {"suppress", "silence the findings of a check with comments that say why", runSuppress},
      {"why", "say why nothing is reported on a line", runWhy},
      {"facts", "say what is known of a function across files", runFacts},
      {"doctor", "say what corolint sees of a project or a file", runDoctor},
      {"lsp", "run the language server, with the flags of clangd", runLsp},
      {"plugin-path", "print the path of the plugin for a stock clang-tidy", runPluginPath},
      {"init", "write what a project needs: settings, a baseline, a CI file", runInit},
      {"version", "print the version", runVersion},
      {"completion", "print what completes commands in bash, zsh or fish", runCompletion},
      {"docs", "", runDocs},
      {"manual", "", runManual},
  };
  return Table;
}

void complain(const std::string &message) {
  for (llvm::StringRef rest = message; !rest.empty();) {
    // Each line behind our name: no name that it holds begins a line, where a CI system would obey
    // it.
    const auto [line, after] = rest.split('\n');
    rest = after;
    std::cerr << "corolint: " << printable(line) << "\n";
  }
}

Colours coloursFor(const std::string &mode, int descriptor) {
  if (mode != "auto")
    return mode == "always" ? Colours::On : Colours::Off;
  const char *noColor = std::getenv("NO_COLOR");
  const llvm::StringRef terminal = std::getenv("TERM") ? std::getenv("TERM") : "";
  const bool wanted = ::isatty(descriptor) && !(noColor && *noColor) && terminal != "dumb";
  return wanted ? Colours::On : Colours::Off;
}

/// What the parser knows of the flags; positional arguments are none.
static std::vector<Flag> described(const CLI::App &app) {
  std::vector<Flag> flags;
  for (const CLI::Option *option : app.get_options()) {
    Flag flag;
    for (const std::string &name : option->get_snames())
      flag.names.push_back("-" + name);
    for (const std::string &name : option->get_lnames())
      flag.names.push_back("--" + name);
    if (flag.names.empty())
      continue;
    flag.purpose = option->get_description();
    flag.takesValue = option->get_items_expected_max() > 0;
    // `TEXT:{auto,always,never}`
    const std::string type = option->get_type_name();
    const auto [before, members] = llvm::StringRef(type).split('{');
    llvm::SmallVector<llvm::StringRef, 4> values;
    members.split('}').first.split(values, ',', -1, /*KeepEmpty=*/false);
    flag.values.assign(values.begin(), values.end());
    flags.push_back(std::move(flag));
  }
  return flags;
}

std::vector<Flag> flagsOf(const Verb &verb) {
  std::vector<Flag> flags;
  Arguments arguments;
  arguments.described = &flags;
  verb.run(arguments);
  return flags;
}

static std::vector<std::string> flagsOf(const CLI::App &app) {
  std::vector<std::string> names;
  for (const CLI::Option *option : app.get_options())
    for (const std::string &name : option->get_lnames())
      names.push_back("--" + name);
  return names;
}

/// What does here what a flag of clang-tidy does there that isn't taken; empty for any other.
static llvm::StringRef insteadOf(llvm::StringRef flag) {
  return llvm::StringSwitch<llvm::StringRef>(flag.ltrim('-'))
      .Cases(
          {"config", "config-file"},
          "the .clang-tidy upward from each file says which checks run, and how; `--checks` adds "
          "to it")
      .Case("header-filter", "it is HeaderFilterRegex in .clang-tidy, or `exclude` in "
                             ".corolint.yaml")
      .Case("warnings-as-errors", "it is WarningsAsErrors in .clang-tidy; a warning makes exit 1 "
                                  "without it, too (`--fail-on`)")
      .Case("list-checks", "`corolint rules` lists all checks")
      .Case("explain-config", "`corolint doctor FILE` says which checks run there, and why")
      .Case("export-fixes", "`--diff` prints the fixes as a patch")
      .Case("line-filter", "`--new-from=REV` reports only what is new")
      .Default("");
}

/// The arguments with the long flags that have one dash only, as clang-tidy takes them, too:
/// `-checks=...`, `-p=build`.
static std::vector<std::string> withTwoDashes(const CLI::App &app,
                                              const std::vector<std::string> &arguments) {
  const std::vector<std::string> flags = flagsOf(app);
  std::vector<std::string> result;
  for (const std::string &argument : arguments) {
    const llvm::StringRef name = llvm::StringRef(argument).split('=').first;
    const bool hasOneDash = name.starts_with("-") && !name.starts_with("--");
    if (hasOneDash && (llvm::is_contained(flags, "-" + name.str()) || !insteadOf(name).empty())) {
      result.push_back("-" + argument);
    } else if (argument.starts_with("-p=") || argument.starts_with("-j=")) {
      result.push_back(argument.substr(0, 2));
      result.push_back(argument.substr(3));
    } else {
      result.push_back(argument);
    }
  }
  return result;
}

/// What the parser says, with the place in `.corolint.yaml` where the value is from there.
static std::string placed(const std::string &message, const GivenDefaults &defaults) {
  for (const auto &[flag, place] : defaults.places)
    if (llvm::StringRef(message).starts_with(flag) ||
        llvm::StringRef(message).contains(" " + flag + " "))
      return place + message;
  return message;
}

static std::string whyUnexpected(const CLI::App &app, llvm::StringRef argument) {
  const llvm::StringRef name = argument.split('=').first;
  if (!name.starts_with("-"))
    return "unexpected argument '" + argument.str() + "'";
  if (const llvm::StringRef instead = insteadOf(name); !instead.empty())
    return ("clang-tidy's '" + name + "' isn't taken: " + instead).str();
  return "unknown flag '" + name.str() + "'" + didYouMean(name, flagsOf(app));
}

std::optional<int> parse(CLI::App &app, const Arguments &arguments) {
  if (arguments.described) {
    *arguments.described = described(app);
    return Clean;
  }
  app.allow_extras();
  GivenDefaults defaults;
  if (!arguments.hasFlags)
    defaults = defaultsFor(app, withTwoDashes(app, arguments.own));
  if (!defaults.error.empty() && arguments.needsDefaults) {
    complain(defaults.error);
    return Failed;
  }
  std::vector<std::string> own = withTwoDashes(app, arguments.own);
  own.insert(own.end(), defaults.arguments.begin(), defaults.arguments.end());
  std::vector<std::string> reversed(own.rbegin(), own.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::CallForHelp &) {
    std::cout << app.help();
    return Clean;
  } catch (const CLI::ParseError &error) {
    complain(placed(error.what(), defaults));
    return Failed;
  }
  for (const std::string &extra : app.remaining()) {
    complain(whyUnexpected(app, extra));
    return Failed;
  }
  return std::nullopt;
}

static Arguments split(int count, char **values) {
  Arguments result;
  for (int index = 1; index < count; ++index) {
    const std::string value = values[index];
    if (!result.hasFlags && value == "--")
      result.hasFlags = true;
    else
      (result.hasFlags ? result.flags : result.own).push_back(value);
  }
  return result;
}

static void printHelp() {
  std::cout << "corolint [check] [PATH...] [-p BUILD_DIR]... [-- COMPILER FLAGS]\n\n"
               "Finds error-handling and async mistakes in C++20 coroutine code.\n\nVerbs:\n";
  for (const Verb &verb : allVerbs())
    if (*verb.purpose)
      std::cout << "  " << verb.name << std::string(13 - std::string(verb.name).size(), ' ')
                << verb.purpose << "\n";
  std::cout << "\n`corolint VERB --help` shows the flags of a verb.\n\n"
               "Exit: 0 no finding, 1 findings, 2 bad usage or configuration, 3 a file could not "
               "be analysed.\n";
}

/// Names the verb that a first argument meant, where it is neither a verb nor a path.
static std::optional<int> rejectMisspeltVerb(const std::string &first) {
  const llvm::StringRef word = first;
  if (word.starts_with("-") || word.contains('/') || word.contains('.') ||
      llvm::sys::fs::exists(first))
    return std::nullopt;
  std::vector<std::string> names;
  for (const Verb &verb : allVerbs())
    names.push_back(verb.name);
  complain("no such file, folder or verb: " + first + didYouMean(first, names));
  return Failed;
}

static int run(Arguments arguments) {
  const std::string first = arguments.own.empty() ? "" : arguments.own.front();
  if (first == "--version") {
    arguments.own.clear();
    return runVersion(arguments);
  }
  if (first == "--help" || first == "-h" || first == "help") {
    printHelp();
    return Clean;
  }
  for (const Verb &verb : allVerbs())
    if (first == verb.name) {
      arguments.own.erase(arguments.own.begin());
      return verb.run(arguments);
    }
  if (!first.empty())
    if (const std::optional<int> exit = rejectMisspeltVerb(first))
      return *exit;
  return runCheck(arguments);
}

} // namespace corolint::tool

/// Deeply nested code needs a deep stack; clang's own driver asks for as much.
static void raiseStackLimit() {
  constexpr rlim_t Wanted = 64 << 20;
  rlimit limit{};
  if (::getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur >= Wanted)
    return;
  limit.rlim_cur = std::min(Wanted, limit.rlim_max);
  ::setrlimit(RLIMIT_STACK, &limit);
}

/// Answers whether there is a stdout. What is opened later must not take the number of a standard
/// stream that is closed.
static bool holdStandardStreams() {
  const bool hasOutput = ::fcntl(STDOUT_FILENO, F_GETFD) >= 0;
  llvm::sys::Process::FixupStandardFileDescriptors();
  return hasOutput;
}

/// Runs the verb; what it printed and nobody could take is an error.
static int runAndFlush(int count, char **values) {
  const int exit = corolint::tool::run(corolint::tool::split(count, values));
  std::cout.flush();
  if (std::cout)
    return exit;
  corolint::tool::complain("stdout can't be written");
  return corolint::tool::Failed;
}

int main(int count, char **values) {
  raiseStackLimit();
  if (!holdStandardStreams()) {
    corolint::tool::complain("stdout is closed; send it to /dev/null where nobody reads it");
    return corolint::tool::Failed;
  }
  try {
    return runAndFlush(count, values);
  } catch (const std::exception &error) {
    corolint::tool::complain(std::string("internal error: ") + error.what());
    return corolint::tool::Failed;
  }
}
