// The verb facts: what the files of a program say together of a function.
#include "tool/corolint/CheckFlags.h"
#include "tool/corolint/Verbs.h"
#include "tool/driver/analysis/Analyse.h"
#include "tool/output/Terminal.h"
#include <CLI/CLI.hpp>
#include <iostream>

namespace corolint::tool {

int runFacts(const Arguments &arguments) {
  CLI::App app(
      "Say what is known of a function whose body other files don't see, and what shows it.",
      "corolint facts");
  Selection selection;
  AnalyseOptions options;
  options.across = Across::Files;
  options.cacheFolder = defaultCacheFolder();
  options.jobs = std::max(1u, std::thread::hardware_concurrency());
  std::string function;
  app.add_option("FUNCTION", function, "its name, qualified or not")->required();
  app.add_option("PATH", selection.paths,
                 "the files of the program; all of the compilation database where none is given");
  app.add_option("-p", selection.buildDirectories,
                 "folder of a compile_commands.json; may be repeated")
      ->allow_extra_args(false);
  app.add_option("-j", options.jobs, "files at a time (the number of cores)")
      ->check(CLI::Range(1u, 1024u));
  if (const std::optional<int> exit = parse(app, arguments))
    return *exit;
  if (selection.paths.empty())
    options.extent = Extent::Whole;
  if (arguments.hasFlags)
    selection.flags = arguments.flags;
  const Units found = findUnits(selection);
  if (!found.error.empty()) {
    complain(found.error);
    return Failed;
  }
  const std::vector<std::string> lines = factsOf(function, found.units, options);
  for (const std::string &line : lines)
    std::cout << printable(line) << "\n";
  if (lines.empty())
    complain("no file that was parsed defines a function " + function +
             " that other files can call and that isn't inline");
  return Clean;
}

} // namespace corolint::tool
