#include "tool/corolint/CheckFlags.h"
#include <CLI/CLI.hpp>

namespace corolint::tool {

void declare(CLI::App &app, CheckFlags &flags) {
  app.add_option("-p", flags.selection.buildDirectories,
                 "folder of a compile_commands.json; may be repeated")
      ->allow_extra_args(false);
  app.add_option("--checks", flags.checks,
                 "globs as clang-tidy takes them, appended to those of .clang-tidy");
  app.add_option("--confidence", flags.confidence,
                 "how sure a finding is at least: high, medium (the default) or low")
      ->check(CLI::IsMember({"high", "medium", "low"}));
  CLI::Option *format = declare(app, flags.output);
  app.add_flag("--fix", flags.fix, "apply the safe fixes");
  app.add_flag("--fix-unsafe", flags.fixUnsafe, "apply also the fixes that need a review");
  app.add_flag("--diff", flags.diff, "print the fixes as a patch, write nothing")->excludes(format);
  const CLI::Validator isNamed(
      [](const std::string &name) {
        return name.empty() ? std::string("it takes a revision") : std::string();
      },
      "REV");
  CLI::Option *newFrom = app.add_option("--new-from", flags.since.revision,
                                        "report only findings that this revision doesn't have")
                             ->check(isNamed);
  app.add_option("--new-from-merge-base", flags.mergeBase,
                 "the same, from where HEAD and this revision parted")
      ->check(isNamed)
      ->excludes(newFrom);
  app.add_option("--header-files", flags.headerFiles,
                 "with --new-from: of the files that include a changed header, analyse all or one")
      ->check(CLI::IsMember({"all", "one"}));
  CLI::Option *baseline = app.add_option(
      "--baseline", flags.baseline,
      "leave out the findings that this file accepts; tell those that are there no more");
  app.add_option("--write-baseline", flags.writeBaseline,
                 "accept all findings: write them to this file")
      ->excludes(baseline)
      ->excludes(newFrom);
  app.add_flag("--prune-baseline", flags.pruneBaseline,
               "take out of the baseline what is there no more")
      ->needs(baseline);
  app.add_flag("--show-suppressed", flags.showSuppressed,
               "report also what NOLINT comments and the baseline silence, marked as such");
  app.add_option("--timeout", flags.timeout, "seconds for one file (600)")
      ->check(CLI::Range(1u, 1000000u));
  app.add_option("-j", flags.jobs, "files at a time (the number of cores)")
      ->check(CLI::Range(1u, 1024u));
  app.add_option("--progress", flags.progress, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  app.add_flag("--statistics", flags.statistics,
               "print counts, times and the slowest files to stderr");
  app.add_flag("--quiet", flags.isQuiet, "say nothing on stderr but errors: no notice, no summary");
  app.add_option("--extra-arg", flags.selection.arguments,
                 "add this argument to the end of each compile command; may be repeated")
      ->allow_extra_args(false);
  app.add_option("--extra-arg-before", flags.selection.argumentsBefore,
                 "add it behind the compiler; may be repeated")
      ->allow_extra_args(false);
  app.add_flag_function(
      "--cross-file,!--no-cross-file",
      [&flags](std::int64_t times) { flags.crossFile = times > 0; },
      "parse files without coroutines, too, for what their functions do (slow); with "
      "--no-cross-file judge each file as if it were alone");
  app.add_option("--header-bodies", flags.headerBodies,
                 "needed: parse the functions of others' headers only where they have to do with "
                 "coroutines; all: parse the whole headers (slow)")
      ->check(CLI::IsMember({"needed", "all"}));
  app.add_option("--preambles", flags.preambles,
                 "shared: compile the headers of others that many files include once for all of "
                 "them, where that is the same; off: read them for each file (slow)")
      ->check(CLI::IsMember({"shared", "off"}));
  app.add_option("--keep-parsed", flags.twinMemory,
                 "MiB of memory for files that stay parsed until the others are (a quarter of the "
                 "machine's, where that costs less than parsing again)");
  app.add_flag("--no-cache", flags.noCache, "use no results of earlier runs");
  app.add_option_function<std::string>(
      "--cache-dir",
      [&flags](const std::string &folder) {
        flags.cacheFolder = folder;
        flags.isCacheFolderAskedFor = true;
      },
      "where the results of earlier runs are kept (the user's cache folder)");
}

bool isWhole(const CheckFlags &flags) {
  return flags.selection.paths.empty() && flags.shard.empty();
}

AnalyseOptions optionsOf(const CheckFlags &flags) {
  AnalyseOptions options;
  options.checks = flags.checks;
  options.confidence = *confidenceFromString(flags.confidence);
  options.jobs = flags.jobs;
  options.timeout = std::chrono::seconds(flags.timeout);
  options.cacheFolder = flags.noCache ? "" : flags.cacheFolder;
  options.across = !flags.crossFile.has_value() ? Across::Analysed
                   : *flags.crossFile           ? Across::Files
                                                : Across::Nothing;
  options.preambles = flags.preambles == "off" ? Preambles::Off : Preambles::Shared;
  options.bodies = flags.headerBodies == "all" ? Bodies::All : Bodies::Needed;
  options.isTimed = flags.statistics;
  if (flags.twinMemory)
    options.twinMemory = std::uint64_t(*flags.twinMemory) << 20;
  options.extent = isWhole(flags) ? Extent::Whole : Extent::Part;
  return options;
}

} // namespace corolint::tool
