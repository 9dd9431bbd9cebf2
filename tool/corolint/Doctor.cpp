// The verb doctor: what corolint sees of a project, or of a file, before it analyses.
#include "checks/Models.h"
#include "checks/engine/code/Trial.h"
#include "tool/corolint/Verbs.h"
#include "tool/driver/analysis/Analyse.h"
#include "tool/driver/analysis/Questions.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/configuration/Exclusions.h"
#include "tool/driver/configuration/Nolint.h"
#include "tool/driver/configuration/Rules.h"
#include "tool/driver/units/Database.h"
#include "tool/driver/units/Flags.h"
#include "tool/driver/units/IncludeScan.h"
#include "tool/output/Terminal.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <CLI/CLI.hpp>
#include <iostream>
#include <set>
#include <thread>

namespace corolint::tool {

// Declared here and not by its header, which needs Clang's: see Configuration.h.
std::vector<std::string> errorsInConfiguration(const std::vector<CompileUnit> &units);
std::vector<std::string> passedOverInConfiguration(const std::vector<CompileUnit> &units);

namespace {

std::string joined(const std::vector<std::string> &parts, const char *separator) {
  std::string text;
  for (const std::string &part : parts)
    text += (text.empty() ? "" : separator) + part;
  return text;
}

void line(const std::string &name, const std::string &value) {
  std::cout << "  " << name << ": " << std::string(name.size() < 14 ? 14 - name.size() : 0, ' ')
            << printable(value) << "\n";
}

/// The nearest file of that name upward, empty where there is none.
std::string upward(const std::string &file, const char *name) {
  for (llvm::StringRef folder = llvm::sys::path::parent_path(file); !folder.empty();
       folder = llvm::sys::path::parent_path(folder)) {
    const std::string path = (folder + (folder.ends_with("/") ? "" : "/") + name).str();
    if (llvm::sys::fs::is_regular_file(path))
      return path;
  }
  return {};
}

/// The libraries whose headers are among those that a source file reads.
std::set<std::string> librariesIn(const std::string &source,
                                  const std::vector<std::string> &files) {
  std::set<std::string> names;
  auto models = Models::forFile(source, *llvm::vfs::getRealFileSystem());
  if (!models) {
    llvm::consumeError(models.takeError()); // told among the problems
    return names;
  }
  for (const std::string &file : files)
    if (const Library *library = (*models)->libraryOfHeader(file))
      names.insert(library->name);
  return names;
}

std::string namesOf(const std::set<std::string> &names) {
  return names.empty() ? "none that corolint has a model of"
                       : joined({names.begin(), names.end()}, ", ");
}

/// What the repair took out of a command and put into it.
std::string repairs(const CompileUnit &unit) {
  std::vector<std::string> changes;
  const llvm::ArrayRef<std::string> given = unit.given, command = unit.command;
  if (!given.empty() && !command.empty() && given.front() != command.front())
    changes.push_back("as " + command.front());
  for (const std::string &argument : given.drop_front(!given.empty()))
    if (!llvm::is_contained(command, argument))
      changes.push_back("without " + argument);
  for (const std::string &argument : command.drop_front(!command.empty()))
    if (!llvm::is_contained(given, argument))
      changes.push_back("with " + argument);
  return changes.empty() ? "as it is" : joined(changes, ", ");
}

std::string coroutineHeader(const std::vector<std::string> &files) {
  for (const std::string &file : files)
    if (reachesCoroutines({file}))
      return llvm::sys::fs::exists(file) ? file
                                         : "<" + llvm::sys::path::filename(file).str() +
                                               ">"; // a `..` behind a symbolic link
  return {};
}

void describeConfiguration(const std::string &file) {
  const std::string tidy = upward(file, ".clang-tidy");
  const std::string own = Models::configurationFor(file, *llvm::vfs::getRealFileSystem());
  line(".clang-tidy", tidy.empty() ? "none: the checks on by default" : displayPath(tidy));
  line(".corolint.yaml", own.empty() ? "none" : displayPath(own));
  std::vector<std::string> on = checksFor(file, "");
  if (nolintRules(file, "").isOn)
    on.push_back(NolintCheck.id.str());
  std::vector<std::string> off;
  for (const Check *check : allRules())
    if (!llvm::is_contained(on, check->id.str()))
      off.push_back(check->id.str() + (check->onByDefault ? " (turned off)" : " (opt-in)"));
  line("checks on", joined(on, ", "));
  line("checks off", off.empty() ? "none" : joined(off, ", "));
}

/// What corolint takes the user's own functions and types for; a row in `.corolint.yaml` overrules
/// it.
void describeRoles(const CompileUnit &unit) {
  for (const Role &role : rolesIn(unit))
    line("role", role.subject + ": " + role.role +
                     (role.because.empty() ? "" : " (" + role.because + ")") + ", confidence " +
                     role.confidence);
}

/// Whose the headers in each folder are that `-I` names: in those of others nothing is told.
void describeIncludes(const CompileUnit &unit) {
  llvm::vfs::FileSystem &files = *llvm::vfs::getRealFileSystem();
  auto models = Models::forFile(unit.file, files);
  const std::vector<std::string> own =
      models ? std::vector<std::string>((*models)->own()) : std::vector<std::string>();
  if (!models)
    llvm::consumeError(models.takeError()); // told among the problems
  for (size_t index = 0; index < unit.given.size(); ++index) {
    llvm::StringRef folder = unit.given[index];
    if (!folder.consume_front("-I"))
      continue;
    if (folder.empty() && index + 1 < unit.given.size())
      folder = unit.given[++index];
    const std::string full = absolutePath(folder, unit.directory);
    const bool others = corolint::isOthers(full + "/h", unit.file, unit.directory, files, own);
    line("includes", displayPath(full) +
                         (others ? ": of others, so nothing is told of its headers" : ": yours"));
  }
}

/// All about one unit; answers whether it can be analysed whole.
bool describeUnit(const CompileUnit &unit, Exclusions &exclusions) {
  std::cout << atLineStart(displayPath(unit.file)) << "\n";
  line("flags from", unit.source);
  line("command", joined(unit.given, " "));
  line("analysed", repairs(unit));
  if (exclusions.contains(unit.file))
    line("excluded", "by .corolint.yaml");
  const std::vector<std::string> files = filesOfEach({unit}, {}).front();
  const std::string header = coroutineHeader(files);
  line("reads",
       files.empty() ? "its includes can't be told" : std::to_string(files.size()) + " files");
  line("coroutines",
       header.empty() ? "none of its includes declares them, so it isn't parsed" : header);
  line("libraries", namesOf(librariesIn(unit.file, files)));
  describeConfiguration(unit.file);
  describeIncludes(unit);
  describeRoles(unit);
  AnalyseOptions options;
  options.skipping = Skipping::Nothing;
  const Report report = analyse({unit}, options);
  for (const NotAnalysed &lost : report.notAnalysed)
    line("problem", lost.reason);
  if (report.statistics.notCpp20)
    line("problem", "its flags ask for a language before C++20, which has no coroutines");
  if (report.notAnalysed.empty() && !report.statistics.notCpp20)
    line("problems", report.findings.size() == 1
                         ? "none; 1 finding"
                         : "none; " + std::to_string(report.findings.size()) + " findings");
  return report.notAnalysed.empty();
}

void describeAll(const Units &found, unsigned jobs, Exclusions &exclusions) {
  AnalyseOptions options;
  options.jobs = jobs;
  const std::vector<std::vector<std::string>> files = filesOfEach(found.units, options);
  size_t reaching = 0, unknown = 0;
  const size_t excluded = llvm::count_if(
      found.units, [&](const CompileUnit &unit) { return exclusions.contains(unit.file); });
  std::set<std::string> libraries, configurations, sources;
  for (size_t index = 0; index < files.size(); ++index) {
    const std::string &file = found.units[index].file;
    unknown += files[index].empty();
    reaching += !coroutineHeader(files[index]).empty();
    sources.insert(llvm::StringRef(found.units[index].source).split(" in ").second.str());
    libraries.merge(librariesIn(file, files[index]));
    for (const char *name : {".clang-tidy", ".corolint.yaml"})
      if (const std::string path = upward(file, name); !path.empty())
        configurations.insert(displayPath(path));
  }
  std::cout << "project\n";
  line("database", namesOf(sources));
  line("files",
       std::to_string(found.units.size()) + ", of which " + std::to_string(reaching) +
           " reach a coroutine header" +
           (unknown ? "; the includes of " + std::to_string(unknown) + " can't be told" : "") +
           (excluded ? "; " + std::to_string(excluded) + " are excluded" : ""));
  line("libraries", namesOf(libraries));
  line("configuration", configurations.empty()
                            ? "none: the checks on by default"
                            : joined({configurations.begin(), configurations.end()}, ", "));
  std::cout << "`corolint doctor FILE` says more of one file\n";
}

} // namespace

int runDoctor(const Arguments &arguments) {
  CLI::App app("Say what corolint sees: the database, the command and how it was repaired, the "
               "libraries, the configuration in force.",
               "corolint doctor");
  Selection selection;
  unsigned jobs = std::max(1u, std::thread::hardware_concurrency());
  app.add_option("FILE", selection.paths,
                 "the files to look at; the whole project where none is given");
  app.add_option("-p", selection.buildDirectories,
                 "folder of a compile_commands.json; may be repeated")
      ->allow_extra_args(false);
  app.add_option("-j", jobs, "files at a time (the number of cores)")->check(CLI::Range(1u, 1024u));
  Arguments own = arguments;
  own.needsDefaults = false; // what is wrong with them is told among the problems
  if (const std::optional<int> exit = parse(app, own))
    return *exit;
  if (arguments.hasFlags)
    selection.flags = arguments.flags;
  std::cout << "corolint " COROLINT_VERSION ", LLVM " COROLINT_LLVM_VERSION "\n";
  line("clang headers",
       resourceDirectory().empty() ? "none found: install clang-22" : resourceDirectory());
  const Units found = findUnits(selection);
  for (const std::string &notice : found.notices)
    line("notice", notice);
  if (!found.error.empty()) {
    complain(found.error);
    return Failed;
  }
  for (const NotAnalysed &file : found.unusable)
    line("problem", file.file + ": " + file.reason);
  Exclusions exclusions;
  bool isWhole = found.unusable.empty();
  if (selection.paths.empty())
    describeAll(found, jobs, exclusions);
  else
    for (const CompileUnit &unit : found.units)
      isWhole &= describeUnit(unit, exclusions);
  const std::vector<std::string> errors = errorsInConfiguration(found.units);
  for (const std::string &error : errors)
    line("problem", error);
  for (const std::string &entry : passedOverInConfiguration(found.units))
    line("problem", entry);
  for (const std::string &error : exclusions.errors())
    line("problem", error);
  std::cout.flush();
  if (!errors.empty() || !exclusions.errors().empty())
    return Failed;
  return isWhole ? Clean : NotAllAnalysed;
}

} // namespace corolint::tool
