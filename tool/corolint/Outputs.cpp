#include "tool/corolint/Outputs.h"
#include "tool/corolint/Verbs.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/base/Spelling.h"
#include "tool/driver/units/SourceFiles.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <CLI/CLI.hpp>
#include <iostream>
#include <set>
#include <unistd.h>

namespace corolint::tool {

CLI::Option *declare(CLI::App &app, OutputFlags &flags) {
  CLI::Option *format =
      app.add_option("--format", flags.format, "what stdout gets: " + formatNames());
  app.add_option("--output", flags.outputs, "FORMAT=FILE, always written; may be repeated")
      ->allow_extra_args(false);
  app.add_option("--fail-on", flags.failOn, "lowest severity that makes exit 1")
      ->check(CLI::IsMember({"error", "warning", "note", "never"}));
  app.add_option("--color", flags.color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  return format;
}

/// Names a format that doesn't exist; empty when it does.
static std::string errorInFormat(const std::string &name) {
  if (findFormat(name))
    return {};
  std::vector<std::string> known;
  for (const Format &format : allFormats())
    known.push_back(format.name);
  return "unknown format '" + name + "'" + didYouMean(name, known) + " (there are " +
         formatNames() + ")";
}

std::string errorInOutputPath(const std::string &path) {
  if (kindOf(path) != FileKind::Other && llvm::sys::fs::exists(path))
    return "it is source code, and stays as it is";
  const std::string folder = llvm::sys::path::parent_path(absolutePath(path)).str();
  return llvm::sys::fs::is_directory(folder) ? "" : "there is no folder " + folder;
}

static std::string errorInOutput(const std::string &value) {
  const auto [name, path] = llvm::StringRef(value).split('=');
  if (path.empty())
    return "--output=" + value + ": it takes FORMAT=FILE";
  if (std::string error = errorInFormat(name.str()); !error.empty())
    return error;
  const std::string error = errorInOutputPath(path.str());
  return error.empty() ? "" : "--output=" + value + ": " + error;
}

/// Whether several outputs may go to it: a device or a pipe, whose reader gets one after the other.
static bool isShared(const std::string &file) {
  return llvm::sys::fs::exists(file) && !llvm::sys::fs::is_regular_file(file);
}

std::string errorIn(const OutputFlags &flags) {
  std::string error = flags.format.empty() ? "" : errorInFormat(flags.format);
  for (const std::string &value : flags.outputs)
    if (error.empty())
      error = errorInOutput(value);
  std::set<std::string> files;
  FirstNames names; // a link is the file that it leads to
  for (const std::string &value : flags.outputs)
    if (const std::string file = absolutePath(llvm::StringRef(value).split('=').second);
        error.empty() && !files.insert(names.of(file)).second && !isShared(file))
      error = "--output=" + value + ": another output goes to the same file";
  return error;
}

bool print(const OutputFlags &flags, const Report &report) {
  bool isWritten = true;
  const auto expect = [&](const std::string &error) {
    if (!error.empty())
      complain(error);
    isWritten &= error.empty();
  };
  std::set<const Format *> used;
  for (const std::string &value : flags.outputs) {
    const auto [name, path] = llvm::StringRef(value).split('=');
    const Format *format = findFormat(name.str());
    used.insert(format);
    const std::string error = writeFile(path, format->print(report, Colours::Off));
    expect(error.empty() ? "" : path.str() + ": it can't be written: " + error);
  }
  if (const Format *format = findFormat(flags.format)) {
    used.insert(format);
    std::cout << format->print(report, coloursFor(flags.color, STDOUT_FILENO));
  }
  std::cout.flush();
  isWritten &= bool(std::cout); // told where the program ends
  for (const Format *format : used)
    if (format->writeBeside)
      expect(format->writeBeside(report));
  return isWritten;
}

bool isWanted(const OutputFlags &flags, llvm::StringRef format) {
  return flags.format == format || llvm::any_of(flags.outputs, [&](llvm::StringRef value) {
           return value.split('=').first == format;
         });
}

int exitCode(const OutputFlags &flags, const Report &report) {
  if (const std::optional<Severity> lowest = severityFromString(flags.failOn))
    for (const Finding &finding : report.findings)
      if (finding.severity >= *lowest)
        return Findings;
  return report.notAnalysed.empty() ? Clean : NotAllAnalysed;
}

} // namespace corolint::tool
