// The verb init: the files that a project needs to have corolint in CI and in the editor. What is
// there already is left alone.
#include "tool/corolint/Verbs.h"
#include "tool/driver/analysis/Analyse.h"
#include "tool/driver/analysis/Cache.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/comparison/Baseline.h"
#include "tool/driver/configuration/Exclusions.h"
#include "tool/driver/configuration/Rules.h"
#include "tool/driver/units/Database.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <CLI/CLI.hpp>
#include <iostream>
#include <thread>

namespace corolint::tool {

namespace {

namespace fs = llvm::sys::fs;

constexpr const char *BaselineFile = "corolint-baseline.jsonl";

/// The checks by name and not `coro-*`, so that a later version brings no new ones by itself.
std::string clangTidy() {
  std::string text = "# Read by corolint, by clangd, and by a clang-tidy with corolint's plugin. "
                     "`corolint rules` says what there is.\nChecks: >-\n  -*";
  for (const Check *check : allRules())
    if (check->onByDefault)
      text += ",\n  " + check->id.str();
  return text + "\n";
}

std::string corolintYaml(const std::string &build) {
  std::string text = "# Paths are relative to this file. Models of your own libraries go here, "
                     "too: see docs/models.md of corolint.\n";
  std::string folders;
  for (const char *folder : {"third_party", "3rdparty", "vendor", "external", "extern"})
    if (fs::is_directory(folder))
      folders += (folders.empty() ? "" : ", ") + ("\"" + std::string(folder) + "/*\"");
  text += folders.empty() ? "# exclude: [\"third_party/*\"]\n" : "exclude: [" + folders + "]\n";
  text += "defaults:\n";
  if (!build.empty())
    text += "  build: " + build + "\n";
  return text + "  baseline: " + BaselineFile + "\n";
}

std::string githubWorkflow(const std::string &build) {
  return "name: corolint\non: [push, pull_request]\npermissions: {contents: read, security-events: "
         "write}\njobs:\n  corolint:\n    runs-on: ubuntu-latest\n"
         "    steps:\n      - uses: actions/checkout@v4\n        with: {fetch-depth: 0}\n"
         "      # Install corolint here, or use a container that has it; then make the compilation "
         "database.\n"
         "      - run: cmake -B " +
         build +
         " -DCMAKE_EXPORT_COMPILE_COMMANDS=ON\n"
         "      - run: corolint check -p " +
         build +
         " --format=github --output=sarif=corolint.sarif "
         "${GITHUB_BASE_REF:+--new-from-merge-base=origin/$GITHUB_BASE_REF}\n"
         "      - uses: github/codeql-action/upload-sarif@v3\n        if: always()\n        with: "
         "{sarif_file: corolint.sarif}\n";
}

std::string gitlabJob(const std::string &build) {
  return "corolint:\n  image: registry.example.org/corolint # has corolint, git, and what the code "
         "includes\n  variables: {GIT_DEPTH: 0}\n  script:\n"
         "    - cmake -B " +
         build +
         " -DCMAKE_EXPORT_COMPILE_COMMANDS=ON\n"
         "    - corolint check -p " +
         build +
         " --output=gitlab=gl-code-quality-report.json "
         "${CI_MERGE_REQUEST_DIFF_BASE_SHA:+--new-from=$CI_MERGE_REQUEST_DIFF_BASE_SHA}\n"
         "  artifacts:\n    when: always\n    reports: {codequality: "
         "gl-code-quality-report.json}\n";
}

/// Which CI a checkout is made for; "none" where that can't be told.
std::string detectCi() {
  if (fs::is_directory(".github"))
    return "github";
  if (fs::exists(".gitlab-ci.yml"))
    return "gitlab";
  const std::string config = readFile(".git/config").value_or("");
  return config.find("github.com") != std::string::npos ? "github"
         : config.find("gitlab") != std::string::npos   ? "gitlab"
                                                        : "none";
}

/// Writes files, and says what became of each.
class Writer {
public:
  void write(const std::string &path, const std::string &text) {
    if (fs::exists(path)) {
      std::cout << path << ": is there already, left alone\n";
      return;
    }
    fs::create_directories(llvm::sys::path::parent_path(path));
    const std::string error = writeFile(path, text);
    if (error.empty())
      std::cout << path << ": written\n";
    else
      complain(path + ": it can't be written: " + error);
    isDone_ &= error.empty();
  }
  bool isDone() const { return isDone_; }

private:
  bool isDone_ = true;
};

} // namespace

int runInit(const Arguments &arguments) {
  CLI::App app("Write what a project needs: .clang-tidy, .corolint.yaml, a baseline of what is "
               "there now, a CI file.",
               "corolint init");
  Selection selection;
  std::string ci = "auto";
  AnalyseOptions options;
  options.jobs = std::max(1u, std::thread::hardware_concurrency());
  options.extent = Extent::Whole;
  options.cacheFolder = defaultCacheFolder();
  app.add_option("--ci", ci, "auto, github, gitlab or none")
      ->check(CLI::IsMember({"auto", "github", "gitlab", "none"}));
  app.add_option("-p", selection.buildDirectories, "folder of the compile_commands.json")
      ->allow_extra_args(false);
  app.add_option("-j", options.jobs, "files at a time (the number of cores)")
      ->check(CLI::Range(1u, 1024u));
  if (const std::optional<int> exit = parse(app, arguments))
    return *exit;
  Units found = findUnits(selection);
  for (const std::string &notice : found.notices)
    complain(notice);
  if (!found.error.empty()) {
    complain(found.error);
    return Failed;
  }
  const std::string build =
      selection.buildDirectories.empty()
          ? llvm::sys::path::parent_path(
                llvm::StringRef(found.units.empty() ? "" : found.units.front().source)
                    .split(" in ")
                    .second)
                .str()
          : selection.buildDirectories.front();
  if (ci == "auto")
    ci = detectCi();
  Writer writer;
  writer.write(".clang-tidy", clangTidy());
  writer.write(".corolint.yaml", corolintYaml(build));
  if (ci == "github")
    writer.write(".github/workflows/corolint.yml", githubWorkflow(build.empty() ? "build" : build));
  if (ci == "gitlab")
    writer.write(fs::exists(".gitlab-ci.yml") ? ".gitlab/corolint.yml" : ".gitlab-ci.yml",
                 gitlabJob(build.empty() ? "build" : build));
  if (fs::exists(BaselineFile)) {
    std::cout << BaselineFile << ": is there already, left alone\n";
    return writer.isDone() ? Clean : Failed;
  }
  Exclusions exclusions; // as the new file has them
  llvm::erase_if(found.units,
                 [&](const CompileUnit &unit) { return exclusions.contains(unit.file); });
  const Report report = analyse(found.units, options);
  for (const NotAnalysed &file : report.notAnalysed)
    complain(file.file + ": not fully analysed: " + file.reason);
  if (report.signal)
    return 128 + report.signal;
  Baseline baseline(BaselineFile);
  baseline.accept(report, [](const KnownFinding &) { return true; });
  if (const std::string error = baseline.write(); !error.empty()) {
    complain(std::string(BaselineFile) + ": it can't be written: " + error);
    return Failed;
  }
  std::cout << BaselineFile << ": written, with " << baseline.size()
            << (baseline.size() == 1 ? " finding\n" : " findings\n");
  return writer.isDone() ? Clean : Failed;
}

} // namespace corolint::tool
