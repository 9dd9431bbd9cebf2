// The verb suppress: writes the NOLINT comments for the findings of a check.
#include "tool/corolint/Verbs.h"
#include "tool/driver/analysis/Analyse.h"
#include "tool/driver/analysis/HeaderUnits.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/base/SourceText.h"
#include "tool/driver/base/Spelling.h"
#include "tool/driver/configuration/Nolint.h"
#include "tool/driver/configuration/Rules.h"
#include "tool/driver/edits/Fixes.h"
#include "tool/driver/units/Database.h"
#include <CLI/CLI.hpp>
#include <thread>

namespace corolint::tool {

/// Gives each finding one fix: the comment that silences it. Answers how many can't have one.
static unsigned replaceFixes(Report &report, const std::string &reason) {
  unsigned impossible = 0;
  SourceTexts texts(report);
  for (Finding &finding : report.findings) {
    finding.fixes.clear();
    const SourceText *text = texts.text(finding.file);
    const std::optional<Edit> edit =
        text ? suppressionOf(finding.file, text->text(), finding.line, finding.check, reason)
             : std::nullopt;
    if (edit) {
      finding.fixes.push_back({"silence it", Safety::Safe, {*edit}});
      continue;
    }
    complain(finding.file + ":" + std::to_string(finding.line) +
             ": no comment can stand before this line");
    ++impossible;
  }
  return impossible;
}

int runSuppress(const Arguments &arguments) {
  CLI::App app("Silence the findings of a check where they are, with NOLINT comments that say why.",
               "corolint suppress");
  std::string name, reason;
  Selection selection;
  unsigned jobs = std::max(1u, std::thread::hardware_concurrency());
  app.add_option("CHECK", name, "the check, with or without \"coro-\"")->required();
  app.add_option("PATH", selection.paths,
                 "files or folders; all of the compilation database where none is given");
  app.add_option("--reason", reason, "why these findings are fine, in a few words")->required();
  app.add_option("-p", selection.buildDirectories,
                 "folder of a compile_commands.json; may be repeated")
      ->allow_extra_args(false);
  app.add_option("-j", jobs, "files at a time (the number of cores)")->check(CLI::Range(1u, 1024u));
  if (const std::optional<int> exit = parse(app, arguments))
    return *exit;
  if (arguments.hasFlags)
    selection.flags = arguments.flags;
  const Check *check = ruleNamed(name);
  if (!check || !check->make) {
    std::vector<std::string> names;
    for (const Check *known : allRules())
      if (known->make)
        names.push_back(known->id.str());
    complain("no findings can be silenced of '" + name + "'" + didYouMean(name, names) +
             "\n`corolint rules` lists all checks");
    return Failed;
  }
  if (llvm::StringRef(reason).trim().empty() || reason.find('\n') != std::string::npos) {
    complain("--reason takes a line of text");
    return Failed;
  }
  Units found = findUnits(selection);
  for (const std::string &notice : found.notices)
    complain(notice);
  if (!found.error.empty()) {
    complain(found.error);
    return Failed;
  }
  AnalyseOptions options;
  options.jobs = jobs;
  for (const std::string &notice : throughIncluders(found.units, selection, options))
    complain(notice);
  options.checks = "-*," + check->id.str();
  Report report = analyse(found.units, options);
  addNotAnalysed(report, found.unusable);
  for (const NotAnalysed &file : report.notAnalysed)
    complain(file.file + ": not fully analysed: " + file.reason);
  if (report.signal)
    return 128 + report.signal;
  const unsigned impossible = replaceFixes(report, reason);
  Fixing fixing = prepareFixes(report.findings, FixLevel::Safe, report.contents);
  writeFixes(fixing);
  for (const std::string &error : fixing.errors)
    complain(error);
  complain(std::to_string(fixing.fixed.size()) + " of " + std::to_string(report.findings.size()) +
           " findings silenced");
  if (!fixing.errors.empty())
    return Failed;
  if (impossible || fixing.overlapping)
    return Findings;
  return report.notAnalysed.empty() ? Clean : NotAllAnalysed;
}

} // namespace corolint::tool
