#include "checks/All.h"
#include "tool/corolint/Verbs.h"
#include "tool/output/Pages.h"
#include <CLI/CLI.hpp>
#include <iostream>
#include <unistd.h>

namespace corolint::tool {

int runRules(const Arguments &arguments) {
  CLI::App app("List the checks.", "corolint rules");
  std::string format = "text";
  std::string color = "auto";
  app.add_option("--format", format,
                 "text, json, markdown, or globs: those on by default, for clang-tidy's --checks")
      ->check(CLI::IsMember({"text", "json", "markdown", "globs"}));
  app.add_option("--color", color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  if (const std::optional<int> exit = parse(app, arguments))
    return *exit;
  std::cout << (format == "json"       ? rulesJson()
                : format == "markdown" ? rulesTable("docs/checks/")
                : format == "globs"    ? defaultChecks() + "\n"
                                       : rulesText(coloursFor(color, STDOUT_FILENO)));
  return Clean;
}

} // namespace corolint::tool
