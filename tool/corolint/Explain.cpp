#include "tool/corolint/Verbs.h"
#include "tool/driver/base/Spelling.h"
#include "tool/driver/configuration/Rules.h"
#include "tool/output/Pages.h"
#include <CLI/CLI.hpp>
#include <iostream>
#include <unistd.h>

namespace corolint::tool {

int runExplain(const Arguments &arguments) {
  CLI::App app("Say what a check finds, why it matters, and its options.", "corolint explain");
  std::string name;
  std::string format = "text";
  std::string color = "auto";
  app.add_option("CHECK", name, "the check, with or without \"coro-\"")->required();
  app.add_option("--format", format, "text or markdown")
      ->check(CLI::IsMember({"text", "markdown"}));
  app.add_option("--color", color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  if (const std::optional<int> exit = parse(app, arguments))
    return *exit;
  const Check *check = ruleNamed(name);
  if (!check) {
    std::vector<std::string> names;
    for (const Check *known : allRules())
      names.push_back(known->id.str());
    complain("unknown check '" + name + "'" + didYouMean(name, names) +
             "\n`corolint rules` lists all checks");
    return Failed;
  }
  std::cout << (format == "markdown" ? pageOf(*check)
                                     : explanationOf(*check, coloursFor(color, STDOUT_FILENO)));
  return Clean;
}

} // namespace corolint::tool
