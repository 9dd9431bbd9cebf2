#include "tool/driver/comparison/Repository.h"
#include "tool/driver/base/Files.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

namespace corolint::tool {

namespace path = llvm::sys::path;

/// A file for what a program prints, gone with its owner.
static std::string temporaryFile() {
  llvm::SmallString<128> name;
  llvm::sys::fs::createTemporaryFile("corolint", "git", name);
  return name.str().str();
}

static std::vector<std::string> splitAtNulls(llvm::StringRef text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto [part, rest] = text.split('\0');
    parts.push_back(part.str());
    text = rest;
  }
  return parts;
}

static bool isConfiguration(llvm::StringRef file) {
  const llvm::StringRef name = path::filename(file);
  return name == ".clang-tidy" || name == ".corolint.yaml";
}

Repository::Answer Repository::git(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), {program_, "-c", "core.quotePath=false"});
  const std::vector<llvm::StringRef> values(arguments.begin(), arguments.end());
  const std::string outFile = temporaryFile(), errFile = temporaryFile();
  const llvm::FileRemover removeOut(outFile), removeErr(errFile);
  Answer answer;
  const std::optional<llvm::StringRef> redirects[] = {llvm::StringRef(""), llvm::StringRef(outFile),
                                                      llvm::StringRef(errFile)};
  answer.exit = llvm::sys::ExecuteAndWait(program_, values, std::nullopt, redirects);
  answer.out = readFile(outFile).value_or("");
  answer.err = llvm::StringRef(readFile(errFile).value_or("")).trim().str();
  return answer;
}

Repository::Repository() {
  const llvm::ErrorOr<std::string> program = llvm::sys::findProgramByName("git");
  if (!program) {
    error_ = "git is needed to compare with a revision, and there is none on the PATH";
    return;
  }
  program_ = *program;
  const Answer top = git({"rev-parse", "--show-toplevel", "--show-prefix"});
  if (top.exit != 0) {
    error_ = "the working directory is in no git repository: " +
             llvm::StringRef(top.err).split('\n').first.str();
    return;
  }
  const auto [root, rest] = llvm::StringRef(top.out).split('\n');
  const std::string directory = absolutePath(".");
  llvm::StringRef spelled = directory;
  realRoot_ = root.str();
  root_ = spelled.consume_back(rest.split('\n').first.rtrim('/')) ? spelled.rtrim('/').str()
                                                                  : realRoot_;
}

std::string Repository::whyUnknown(const std::string &revision) const {
  std::string why = "git knows no revision '" + revision + "' here";
  const bool isShallow =
      llvm::StringRef(git({"rev-parse", "--is-shallow-repository"}).out).trim() == "true";
  if (isShallow)
    why += ": this is a shallow clone\nfetch it first, with `git fetch --depth=1 origin " +
           revision +
           "`, or clone with the whole history (actions/checkout: `fetch-depth: 0`; GitLab: "
           "`GIT_DEPTH: 0`)";
  return why;
}

std::string Repository::commit(const std::string &revision) {
  const Answer answer =
      git({"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"});
  if (answer.exit == 0)
    return llvm::StringRef(answer.out).trim().str();
  error_ = whyUnknown(revision);
  return {};
}

std::string Repository::mergeBase(const std::string &revision) {
  const std::string other = commit(revision);
  if (other.empty())
    return {};
  const Answer answer = git({"merge-base", "HEAD", other});
  if (answer.exit == 0)
    return llvm::StringRef(answer.out).trim().str();
  error_ = "HEAD and '" + revision + "' have no common ancestor here";
  if (llvm::StringRef(git({"rev-parse", "--is-shallow-repository"}).out).trim() == "true")
    error_ += ": this is a shallow clone\nfetch more of the history first, with `git fetch "
              "--unshallow` (actions/checkout: `fetch-depth: 0`; GitLab: `GIT_DEPTH: 0`)";
  return {};
}

std::optional<std::string> Repository::contentAt(const std::string &commit,
                                                 const std::string &path) const {
  // --filters: as a checkout would write it, with the line ends of this machine.
  Answer answer = git({"-C", realRoot_, "cat-file", "--filters", commit + ":" + path});
  if (answer.exit != 0)
    return std::nullopt;
  return std::move(answer.out);
}

void Repository::add(Changes &changes, const std::string &path,
                     std::optional<std::string> before) const {
  if (isConfiguration(path))
    return;
  for (const std::string &root : {root_, realRoot_})
    changes.before[root + "/" + path] = before;
}

Changes Repository::changesSince(const std::string &commit) {
  Changes changes;
  const Answer diff = git({"-C", realRoot_, "diff", "--raw", "-z", "-M", "--no-ext-diff",
                           "--ignore-submodules=all", commit, "--"});
  const Answer untracked =
      git({"-C", realRoot_, "ls-files", "--others", "--exclude-standard", "-z"});
  if (diff.exit != 0 || untracked.exit != 0) {
    error_ = "git can't tell what changed: " + (diff.exit != 0 ? diff.err : untracked.err);
    return changes;
  }
  const auto present = [&](const std::string &path) {
    for (const std::string &root : {root_, realRoot_})
      changes.files.insert(root + "/" + path);
  };
  // ":100644 100644 1f2e 3d4c M" path, and a second path for R and C
  const std::vector<std::string> fields = splitAtNulls(diff.out);
  for (size_t index = 0; index + 1 < fields.size(); index += 2) {
    const char kind = llvm::StringRef(fields[index]).rsplit(' ').second.front();
    const std::string &path = fields[index + 1];
    switch (kind) {
    case 'A':
      add(changes, path, std::nullopt);
      present(path);
      break;
    case 'D':
      add(changes, path, contentAt(commit, path));
      changes.gone.push_back(root_ + "/" + path);
      break;
    case 'R':
    case 'C': {
      const std::string &now = fields[++index + 1];
      add(changes, now, std::nullopt);
      present(now);
      if (kind == 'R') {
        add(changes, path, contentAt(commit, path));
        changes.renamed[root_ + "/" + path] = root_ + "/" + now;
      }
      break;
    }
    default:
      add(changes, path, contentAt(commit, path));
      present(path);
    }
  }
  // They stay where they are: a header that the build makes is needed to compile the revision, too.
  for (const std::string &path : splitAtNulls(untracked.out)) {
    present(path);
    for (const std::string &root : {root_, realRoot_})
      if (!changes.before.contains(root + "/" + path))
        changes.unknown.insert(root + "/" + path);
  }
  return changes;
}

} // namespace corolint::tool
