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
  const auto isIn = [&](llvm::StringRef place, llvm::StringRef below) {
    llvm::SmallString<256> path(place);
    llvm::sys::path::append(path, below, "compile_commands.json");
    return files.exists(path);
  };
  for (; folder.size() >= whole.size(); folder = llvm::sys::path::parent_path(folder)) {
    if (isIn(folder, ""))
      return true;
    if (folder.size() == whole.size())
      break;
  }
  return isIn(whole, "build");
}

/// Whether one of the folders that a file is in, from the project's on, passes a test.
static bool isBelow(SourceLocation at, const ASTContext &context,
                    llvm::function_ref<bool(llvm::StringRef)> test) {
  const SourceManager &sources = context.getSourceManager();
  const OptionalFileEntryRef file =
      sources.getFileEntryRefForID(sources.getFileID(sources.getExpansionLoc(at)));
  const auto folder = sources.getFileManager().getVirtualFileSystem().getCurrentWorkingDirectory();
  if (!file || !folder)
    return false;
  llvm::SmallString<256> path(file->getName());
  llvm::sys::path::make_absolute(*folder, path);
  llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
  const llvm::StringRef directory = llvm::sys::path::parent_path(path);
  auto here = llvm::sys::path::begin(directory), there = llvm::sys::path::begin(*folder);
  llvm::SmallString<256> whole;
  for (; here != llvm::sys::path::end(directory) && there != llvm::sys::path::end(*folder) &&
         *here == *there;
       ++here, ++there)
    llvm::sys::path::append(whole, *here);
  if (!hasDatabase(sources.getFileManager().getVirtualFileSystem(), *folder, whole))
    return false;
  for (; here != llvm::sys::path::end(directory); ++here)
    if (test(*here))
      return true;
  return false;
}

Trial trialAt(SourceLocation at, const ASTContext &context) {
  Trial trial = Trial::None;
  isBelow(at, context, [&](llvm::StringRef folder) {
    trial = trialOf(folder);
    return trial != Trial::None;
  });
  return trial;
}

bool isVendored(SourceLocation at, const ASTContext &context) {
  const SourceManager &sources = context.getSourceManager();
  return !sources.isInMainFile(sources.getExpansionLoc(at)) && isBelow(at, context, isForeign);
}

} // namespace corolint
