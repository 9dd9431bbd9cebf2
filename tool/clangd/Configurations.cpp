#include "tool/clangd/Configurations.h"
#include "checks/Models.h"
#include "tool/clangd/Address.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/configuration/ChecksInForce.h"
#include "tool/driver/configuration/Configuration.h"
#include "tool/driver/configuration/Exclusions.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace corolint::clangd {

using tool::ConfigurationProblem;

static constexpr llvm::StringLiteral Names[] = {".clang-tidy", ".clangd", ".corolint.yaml"};

/// The user's own configuration of clangd.
static std::string userConfiguration() {
  llvm::SmallString<128> path;
  if (!llvm::sys::path::user_config_directory(path))
    return {};
  llvm::sys::path::append(path, "clangd", "config.yaml");
  return path.str().str();
}

bool isConfiguration(llvm::StringRef path) {
  return llvm::is_contained(Names, llvm::sys::path::filename(path)) || path == userConfiguration();
}

/// What tells one state of a file from another; empty where there is none.
static std::string stampOf(const std::string &path) {
  llvm::sys::fs::file_status status;
  if (llvm::sys::fs::status(path, status) || !llvm::sys::fs::exists(status))
    return {};
  return path + " " + std::to_string(status.getSize()) + " " +
         std::to_string(status.getLastModificationTime().time_since_epoch().count()) + " " +
         std::to_string(status.getUniqueID().getFile()) + "\n";
}

/// The error of a `.corolint.yaml` ("file:line:column: what"), taken apart.
static ConfigurationProblem problemOf(llvm::StringRef error, const std::string &configuration) {
  error.consume_front(tool::displayPath(configuration));
  error.consume_front(":");
  ConfigurationProblem problem{configuration, 0, 0, ""};
  if (!error.consumeInteger(10, problem.line) && error.consume_front(":") &&
      !error.consumeInteger(10, problem.column))
    error.consume_front(":");
  problem.message = error.trim().str();
  return problem;
}

static Json diagnosticOf(const ConfigurationProblem &problem) {
  const unsigned line = std::max(problem.line, 1u) - 1;
  const unsigned column = std::max(problem.column, 1u) - 1;
  return {{"range",
           {{"start", {{"line", line}, {"character", column}}},
            {"end", {{"line", line}, {"character", column + 1}}}}},
          {"severity", problem.isOurs ? Error : Warning},
          {"source", "corolint"},
          {"message", problem.message}};
}

/// The problems of our options in a `.clangd`, which clangd doesn't know. Only lines that name one
/// as a key are read: the rest is clangd's.
static std::vector<ConfigurationProblem> problemsOfOptions(const std::string &path) {
  std::vector<ConfigurationProblem> problems;
  const std::optional<std::string> text = tool::readFile(path);
  llvm::SmallVector<llvm::StringRef, 32> lines;
  llvm::StringRef(text ? *text : "").split(lines, '\n');
  for (size_t i = 0; i < lines.size(); ++i) {
    const auto [key, value] = lines[i].split(':');
    const llvm::StringRef name = key.trim(" \t'\"");
    if (value.empty() || !tool::isOurCheck(name) || !name.contains('.'))
      continue;
    for (ConfigurationProblem problem :
         tool::readTidyFile(("CheckOptions: {" + name + ": ''}").str(), path).problems) {
      problem.line = static_cast<unsigned>(i + 1);
      problem.column = static_cast<unsigned>(name.data() - lines[i].data() + 1);
      problems.push_back(std::move(problem));
    }
  }
  return problems;
}

void Configurations::addToClangdFile(const std::string &path, Json &diagnostics) {
  for (const ConfigurationProblem &problem : problemsOfOptions(path))
    diagnostics.push_back(diagnosticOf(problem));
  Told &told = clangdFiles_[path];
  told = {stampOf(path), {}};
  for (const Json &diagnostic : diagnostics) {
    const Json &start = diagnostic["range"]["start"];
    told.problems.push_back(
        {path, start["line"].get<unsigned>() + 1, start["character"].get<unsigned>() + 1,
         diagnostic.value("message", ""), diagnostic.value("severity", 1) == Error});
  }
}

Json Configurations::diagnosticsOf(const std::string &configuration) const {
  Json diagnostics = Json::array();
  if (const auto found = problems_.find(configuration); found != problems_.end())
    for (const ConfigurationProblem &problem : found->second)
      diagnostics.push_back(diagnosticOf(problem));
  if (const auto found = clangdFiles_.find(configuration); found != clangdFiles_.end())
    for (const ConfigurationProblem &problem : found->second.problems)
      diagnostics.push_back(diagnosticOf(problem));
  return diagnostics;
}

std::vector<ConfigurationDiagnostics> Configurations::toTell(const std::string &file) {
  std::map<std::string, Problems> now;
  for (ConfigurationProblem &problem : tool::problemsOfConfiguration(file))
    now[problem.file].push_back(std::move(problem));
  if (const std::string models = Models::configurationFor(file, *llvm::vfs::getRealFileSystem());
      !models.empty()) {
    tool::Exclusions reader;
    reader.contains(file);
    for (const std::string &error : reader.errors())
      now[models].push_back(problemOf(error, models));
  }
  std::set<std::string> concerned = std::exchange(inForce_[file], {});
  for (const auto &[configuration, problems] : now) {
    concerned.insert(configuration);
    inForce_[file].insert(configuration);
  }
  std::vector<ConfigurationDiagnostics> result;
  for (const std::string &configuration : concerned) {
    Problems &told = problems_[configuration];
    const auto textsOf = [](const Problems &problems) {
      std::vector<std::string> texts;
      for (const ConfigurationProblem &problem : problems)
        texts.push_back(tool::textOf(problem));
      return texts;
    };
    if (textsOf(told) == textsOf(now[configuration]))
      continue;
    told = now[configuration];
    result.push_back({configuration, diagnosticsOf(configuration)});
  }
  return result;
}

/// A problem of a configuration, told in a file that it is in force for.
static Json referringTo(const ConfigurationProblem &problem) {
  Json diagnostic = diagnosticOf(problem);
  const Json there = {{"uri", addressOfFile(problem.file)}, {"range", diagnostic["range"]}};
  diagnostic["relatedInformation"] = Json::array({{{"location", there}, {"message", "here"}}});
  diagnostic["message"] = tool::textOf(problem);
  diagnostic["range"] = {{"start", {{"line", 0}, {"character", 0}}},
                         {"end", {{"line", 0}, {"character", 1}}}};
  return diagnostic;
}

std::vector<Json> Configurations::atTopOf(const std::string &file,
                                          const std::set<std::string> &open) const {
  std::vector<Json> result;
  const auto add = [&](const Problems &problems) {
    for (const ConfigurationProblem &problem : problems)
      if (!open.contains(problem.file))
        result.push_back(referringTo(problem));
  };
  if (const auto known = inForce_.find(file); known != inForce_.end())
    for (const std::string &configuration : known->second)
      add(problems_.at(configuration));
  for (const auto &[path, told] : clangdFiles_)
    if ((path == userConfiguration() ||
         llvm::StringRef(file).starts_with(llvm::sys::path::parent_path(path).str() + "/")) &&
        told.stamp == stampOf(path))
      add(told.problems);
  return result;
}

bool Configurations::haveChanged(const std::string &file) {
  std::string stamp = stampOf(userConfiguration());
  for (llvm::StringRef folder = llvm::sys::path::parent_path(file); !folder.empty();
       folder = llvm::sys::path::parent_path(folder))
    for (const llvm::StringRef name : Names)
      stamp += stampOf((folder.rtrim('/') + "/" + name).str());
  const auto [known, isNew] = stamps_.try_emplace(file, stamp);
  if (isNew || known->second == stamp)
    return false;
  known->second = std::move(stamp);
  return true;
}

} // namespace corolint::clangd
