// What is wrong with the configurations in force for the files of a session, as diagnostics; and
// whether they have changed.
#pragma once
#include "tool/clangd/Messages.h"
#include "tool/driver/configuration/TidyFile.h"
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace corolint::clangd {

/// Whether a path is that of a file that says how files are checked: `.clang-tidy`, `.clangd`,
/// `.corolint.yaml`, or the user's own configuration of clangd.
bool isConfiguration(llvm::StringRef path);

/// The diagnostics of one configuration file.
struct ConfigurationDiagnostics {
  std::string file;
  Json diagnostics;
};

/// The configurations of a session.
class Configurations {
public:
  /// Notes what clangd says of a `.clangd`, and adds what it doesn't know.
  void addToClangdFile(const std::string &path, Json &diagnostics);

  /// What is known to be wrong in a configuration.
  Json diagnosticsOf(const std::string &configuration) const;

  /// What is to be told anew of the configurations in force for a file: their diagnostics, empty
  /// where an earlier problem is gone.
  std::vector<ConfigurationDiagnostics> toTell(const std::string &file);

  /// The problems of those configurations that nobody has open, as diagnostics at the top of the
  /// file.
  std::vector<Json> atTopOf(const std::string &file, const std::set<std::string> &open) const;

  /// Whether a configuration in force for the file was made, changed or removed since this was last
  /// asked of the file.
  bool haveChanged(const std::string &file);

private:
  using Problems = std::vector<tool::ConfigurationProblem>;

  std::map<std::string, std::string> stamps_;            ///< by file
  std::map<std::string, std::set<std::string>> inForce_; ///< by file: those with problems
  std::map<std::string, Problems> problems_;             ///< by configuration
  /// What clangd told of a `.clangd`, and of which state of it: it doesn't tell when all is well.
  struct Told {
    std::string stamp;
    Problems problems;
  };
  std::map<std::string, Told> clangdFiles_; ///< by configuration
};

} // namespace corolint::clangd
