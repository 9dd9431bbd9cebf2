// What git knows: the revision to compare with, what changed since, and the files as they were.
// Only asks; never touches the checkout or its index.
#pragma once
#include "tool/driver/base/Snapshot.h"
#include <set>
#include <string>
#include <vector>

namespace corolint::tool {

/// What changed between a revision and the files on disk, uncommitted changes and new files
/// included.
struct Changes {
  std::set<std::string> files; ///< added, changed or renamed; absolute, as on disk now
  std::map<std::string, std::string> renamed; ///< the present path of a file by its old one
  std::vector<std::string> gone;              ///< files of the revision that are no more; absolute
  std::set<std::string> unknown; ///< those of `files` that git was never told of; absolute
  Snapshot before;               ///< all but the unknown ones as the revision has them
};

/// The repository that the working directory is in.
class Repository {
public:
  /// Looks for the repository; `error()` says why there is none.
  Repository();
  const std::string &error() const { return error_; }

  /// The commit that a revision names, or the one where HEAD and it parted. On failure empty, and
  /// `error()` says why and what helps.
  std::string commit(const std::string &revision);
  std::string mergeBase(const std::string &revision);

  /// What changed since a commit. The project's settings for corolint and clang-tidy don't count:
  /// what a revision is compared under is the present configuration.
  Changes changesSince(const std::string &commit);

private:
  struct Answer {
    int exit = -1;
    std::string out;
    std::string err;
  };
  Answer git(std::vector<std::string> arguments) const;
  void add(Changes &changes, const std::string &path, std::optional<std::string> before) const;
  std::optional<std::string> contentAt(const std::string &commit, const std::string &path) const;
  std::string whyUnknown(const std::string &revision) const;

  std::string error_;
  std::string program_;
  std::string realRoot_; ///< without symbolic links
  std::string root_;     ///< as the working directory is spelled
};

} // namespace corolint::tool
