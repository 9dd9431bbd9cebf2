// Which files are C++, and which file a path names.
#pragma once
#include "tool/driver/base/Finding.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem/UniqueID.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace corolint::tool {

/// What a file's name promises.
enum class FileKind {
  Source, ///< compiled by itself
  Header, ///< included by others
  Other,
};
FileKind kindOf(llvm::StringRef file);

/// Why a file that somebody names can't be analysed as C++: it is no file, no text, or its name and
/// content are those of something else. Empty where it can.
std::string objectionTo(const std::string &file);
/// The same, where flags say that it is C++ whatever it is called.
std::string objectionToContent(const std::string &file);

/// What lies below a folder: not in hidden folders and build trees, each file and folder once, by
/// whatever links it is reached.
struct FolderContent {
  std::vector<std::string> sources;
  std::vector<std::string> headers;
  std::vector<NotAnalysed> unreadable; ///< folders that can't be read, and why
};
FolderContent filesBelow(const std::string &folder);

/// What a file is, whatever it is called: nothing for one that isn't there.
std::optional<llvm::sys::fs::UniqueID> identityOf(const std::string &file);

/// One name for each file of a run: that under which it was met first.
class FirstNames {
public:
  const std::string &of(const std::string &file);

private:
  std::map<std::string, std::string> names_;
  std::map<llvm::sys::fs::UniqueID, std::string> first_;
};

} // namespace corolint::tool
