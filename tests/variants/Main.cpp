// Rewrites the inputs and prints what survives: `--target variants`, or build/bin/variants with
// arguments.
#include "tests/Inputs.h"
#include "tests/variants/Variants.h"
#include <iostream>
#include <optional>

namespace corolint::test {
namespace {

/// What the command line says.
struct Settings {
  std::string input;     ///< a part of the paths of the inputs that are taken
  std::string rewriting; ///< the only one, empty for all
  unsigned every = 1;    ///< of each check's inputs the first, and each that stands so far on
  std::filesystem::path keep;
};

std::optional<Settings> settingsOf(int argc, char **argv) {
  Settings settings;
  for (int index = 1; index < argc; ++index) {
    const std::string argument = argv[index], value = argument.substr(argument.find('=') + 1);
    if (argument.starts_with("--input="))
      settings.input = value;
    else if (argument.starts_with("--rewriting="))
      settings.rewriting = value;
    else if (argument.starts_with("--every="))
      settings.every = std::max(1, std::stoi(value));
    else if (argument.starts_with("--keep="))
      settings.keep = value;
    else
      return std::nullopt;
  }
  return settings;
}

int printTable(const Settings &settings) {
  std::vector<Rewriting> rewritings;
  for (const Rewriting &rewriting : allRewritings())
    if (settings.rewriting.empty() || rewriting.name == settings.rewriting)
      rewritings.push_back(rewriting);
  VariantsReport report;
  std::map<std::string, unsigned> seen;
  for (const std::filesystem::path &input : allInputs())
    if (input.string().find(settings.input) != std::string::npos &&
        seen[checkOf(input)]++ % settings.every == 0)
      runVariants(input, rewritings, settings.keep, report);
  for (const Difference &difference : report.differences)
    std::cerr << difference.place << ": " << difference.rewriting << ": " << difference.what
              << "\n";
  std::cout << tableOf(report);
  return 0;
}

} // namespace
} // namespace corolint::test

int main(int argc, char **argv) {
  const auto settings = corolint::test::settingsOf(argc, argv);
  if (!settings) {
    std::cerr
        << "variants [--input=PART-OF-A-PATH] [--rewriting=NAME] [--every=N] [--keep=FOLDER]\n";
    return 2;
  }
  return corolint::test::printTable(*settings);
}
