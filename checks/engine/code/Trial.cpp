#include "checks/engine/code/Trial.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

namespace corolint {

using namespace clang;

static Trial trialOf(llvm::StringRef folder) {
  static constexpr llvm::StringLiteral Tests[] = {"test", "tests", "testing", "unittest",
                                                  "unittests"};
  static constexpr llvm::StringLiteral Examples[] = {
      "example", "examples", "demo",      "demos",      "sample",  "samples",
      "bench",   "benches",  "benchmark", "benchmarks", "tutorial"};
  const std::string name = folder.lower();
  if (llvm::is_contained(Tests, llvm::StringRef(name)))
    return Trial::Test;
  return llvm::is_contained(Examples, llvm::StringRef(name)) ? Trial::Example : Trial::None;
}

static bool isForeign(llvm::StringRef folder) {
  static constexpr llvm::StringLiteral Names[] = {
      "third_party", "third-party", "thirdparty",  "3rdparty",  "3rd_party",
      "3rd-party",   "external",    "externals",   "extern",    "vendor",
      "vendored",    "_deps",       "subprojects", "submodules"};
  return llvm::is_contained(Names, llvm::StringRef(folder.lower()));
}

/// Whether a project is known: its compilation database is in the folder that a file is compiled
/// in, in one of those around it up to the one that holds all, or in a `build` below that.
static bool hasDatabase(llvm::vfs::FileSystem &files, llvm::StringRef folder,
                        llvm::StringRef whole) {
  const auto holds = [&](llvm::StringRef place, llvm::StringRef below) {
    llvm::SmallString<256> path(place);
    llvm::sys::path::append(path, below, "compile_commands.json");
    return files.exists(path);
  };
  for (; folder.size() >= whole.size(); folder = llvm::sys::path::parent_path(folder)) {
    if (holds(folder, ""))
      return true;
    if (folder.size() == whole.size())
      break;
  }
  return holds(whole, "build");
}

/// The absolute path of a file as it is named; empty where that isn't known.
static std::string fullPath(FileID file, const SourceManager &sources) {
  const OptionalFileEntryRef entry = sources.getFileEntryRefForID(file);
  const auto folder = sources.getFileManager().getVirtualFileSystem().getCurrentWorkingDirectory();
  if (!entry || !folder)
    return "";
  llvm::SmallString<256> path(entry->getName());
  llvm::sys::path::make_absolute(*folder, path);
  llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
  return path.str().str();
}

/// The folder that two paths have in common.
static std::string commonFolder(llvm::StringRef one, llvm::StringRef other) {
  llvm::SmallString<256> whole;
  auto here = llvm::sys::path::begin(one), there = llvm::sys::path::begin(other);
  for (;
       here != llvm::sys::path::end(one) && there != llvm::sys::path::end(other) && *here == *there;
       ++here, ++there)
    llvm::sys::path::append(whole, *here);
  return whole.str().str();
}

/// Whether a path is in a folder, or is it.
static bool isIn(llvm::StringRef path, llvm::StringRef folder) {
  return path.consume_front(folder) &&
         (path.empty() || folder.ends_with("/") || path.starts_with("/"));
}

/// Whether one of the folders that a file is in, from the project's on, passes a test.
static bool isBelow(llvm::StringRef path, llvm::StringRef compiledIn, llvm::vfs::FileSystem &files,
                    llvm::function_ref<bool(llvm::StringRef)> test) {
  const llvm::StringRef directory = llvm::sys::path::parent_path(path);
  const std::string whole = commonFolder(directory, compiledIn);
  if (!hasDatabase(files, compiledIn, whole))
    return false;
  const llvm::StringRef below = directory.drop_front(whole.size());
  return std::any_of(llvm::sys::path::begin(below), llvm::sys::path::end(below), test);
}

/// The nearest folder around a path that is a repository, or a submodule of one; empty for none.
static llvm::StringRef repositoryOf(llvm::StringRef path, llvm::vfs::FileSystem &files) {
  for (llvm::StringRef folder = llvm::sys::path::parent_path(path); !folder.empty();
       folder = llvm::sys::path::parent_path(folder)) {
    llvm::SmallString<256> mark(folder);
    llvm::sys::path::append(mark, ".git");
    if (files.exists(mark))
      return folder;
  }
  return "";
}

/// Whether a header is outside of the project that the main file belongs to.
static bool isOutside(llvm::StringRef header, llvm::StringRef main, llvm::StringRef compiledIn,
                      llvm::vfs::FileSystem &files) {
  const llvm::StringRef repository = repositoryOf(main, files);
  // What is generated in a folder beside the sources is compiled there.
  if (isIn(header, compiledIn) && repositoryOf(header, files).empty())
    return false;
  if (!repository.empty())
    return repositoryOf(header, files) != repository;
  const std::string whole = commonFolder(llvm::sys::path::parent_path(main), compiledIn);
  return hasDatabase(files, compiledIn, whole) && !isIn(header, whole);
}

Trial trialAt(SourceLocation at, const ASTContext &context) {
  const SourceManager &sources = context.getSourceManager();
  llvm::vfs::FileSystem &files = sources.getFileManager().getVirtualFileSystem();
  const std::string path = fullPath(sources.getFileID(sources.getExpansionLoc(at)), sources);
  const auto compiledIn = files.getCurrentWorkingDirectory();
  Trial trial = Trial::None;
  if (!path.empty() && compiledIn)
    isBelow(path, *compiledIn, files, [&](llvm::StringRef folder) {
      trial = trialOf(folder);
      return trial != Trial::None;
    });
  return trial;
}

bool isOthers(llvm::StringRef header, llvm::StringRef main, llvm::StringRef compiledIn,
              llvm::vfs::FileSystem &files, llvm::ArrayRef<std::string> own) {
  return llvm::none_of(own, [&](const std::string &folder) { return isIn(header, folder); }) &&
         (isBelow(header, compiledIn, files, isForeign) ||
          isOutside(header, main, compiledIn, files));
}

bool isOthers(SourceLocation at, const ASTContext &context, llvm::ArrayRef<std::string> own) {
  const SourceManager &sources = context.getSourceManager();
  const FileID file = sources.getFileID(sources.getExpansionLoc(at));
  if (file.isInvalid() || file == sources.getMainFileID())
    return false;
  llvm::vfs::FileSystem &files = sources.getFileManager().getVirtualFileSystem();
  const std::string path = fullPath(file, sources),
                    main = fullPath(sources.getMainFileID(), sources);
  const auto compiledIn = files.getCurrentWorkingDirectory();
  return !path.empty() && !main.empty() && compiledIn &&
         isOthers(path, main, *compiledIn, files, own);
}

} // namespace corolint
