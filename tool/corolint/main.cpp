// The command line: chooses the verb.
#include "tool/corolint/Defaults.h"
#include "tool/corolint/Verbs.h"
#include "tool/driver/Spelling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include <CLI/CLI.hpp>
#include <cstdlib>
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
      {"doctor", "say what corolint sees of a project or a file", runDoctor},
      {"lsp", "run the language server, with the flags of clangd", runLsp},
      {"plugin-path", "print the path of the plugin for a stock clang-tidy", runPluginPath},
      {"init", "write what a project needs: settings, a baseline, a CI file", runInit},
      {"version", "print the version", runVersion},
      {"docs", "", runDocs},
  };
  return Table;
}

void complain(const std::string &message) { std::cerr << "corolint: " << message << "\n"; }

Colours coloursFor(const std::string &mode, int descriptor) {
  if (mode != "auto")
    return mode == "always" ? Colours::On : Colours::Off;
  const char *noColor = std::getenv("NO_COLOR");
  const llvm::StringRef terminal = std::getenv("TERM") ? std::getenv("TERM") : "";
  const bool wanted = ::isatty(descriptor) && !(noColor && *noColor) && terminal != "dumb";
  return wanted ? Colours::On : Colours::Off;
}

static std::vector<std::string> flagsOf(const CLI::App &app) {
  std::vector<std::string> names;
  for (const CLI::Option *option : app.get_options())
    for (const std::string &name : option->get_lnames())
      names.push_back("--" + name);
  return names;
}

std::optional<int> parse(CLI::App &app, const Arguments &arguments) {
  app.allow_extras();
  std::vector<std::string> own = arguments.own;
  if (const std::string error = arguments.hasFlags ? "" : addDefaults(app, own); !error.empty() && arguments.needsDefaults) {
    complain(error);
    return Failed;
  }
  std::vector<std::string> reversed(own.rbegin(), own.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::CallForHelp &) {
    std::cout << app.help();
    return Clean;
  } catch (const CLI::ParseError &error) {
    complain(error.what());
    return Failed;
  }
  for (const std::string &extra : app.remaining()) {
    const std::string name = llvm::StringRef(extra).split('=').first.str();
    complain(name.starts_with("-") ? "unknown flag '" + name + "'" + didYouMean(name, flagsOf(app)) : "unexpected argument '" + extra + "'");
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
      std::cout << "  " << verb.name << std::string(13 - std::string(verb.name).size(), ' ') << verb.purpose << "\n";
  std::cout << "\n`corolint VERB --help` shows the flags of a verb.\n\n"
               "Exit: 0 no finding, 1 findings, 2 bad usage or configuration, 3 a file could not be analysed.\n";
}

/// Names the verb that a first argument meant, where it is neither a verb nor a path.
static std::optional<int> rejectMisspeltVerb(const std::string &first) {
  const llvm::StringRef word = first;
  if (word.starts_with("-") || word.contains('/') || word.contains('.') || llvm::sys::fs::exists(first))
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

int main(int count, char **values) {
  raiseStackLimit();
  try {
    return corolint::tool::run(corolint::tool::split(count, values));
  } catch (const std::exception &error) {
    corolint::tool::complain(std::string("internal error: ") + error.what());
    return corolint::tool::Failed;
  }
}
