// The door to the file system: reading, writing whole files, and the one way in which paths are
// shown.
#pragma once
#include "tool/driver/base/Finding.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace corolint::tool {

/// The path as shown: relative to the working directory where the file is below it, else absolute;
/// `/`-separated.
std::string displayPath(llvm::StringRef path, llvm::StringRef directory = "");

/// The path made absolute against `directory` (the working directory where empty), without `.` and
/// `..`.
std::string absolutePath(llvm::StringRef path, llvm::StringRef directory = "");

/// The path made absolute, and without `.` and `..` where that is the same file: behind a symbolic
/// link it isn't.
std::string exactPath(llvm::StringRef path, llvm::StringRef directory = "");

/// The root of the repository that a file or folder is in, empty where there is none.
std::string repositoryOf(llvm::StringRef path);

/// The path as seen from an absolute folder above the file, else absolute; `/`-separated.
std::string pathFrom(llvm::StringRef folder, llvm::StringRef path);

/// The whole content of a file, or nothing when it can't be read, or is a pipe or a device.
std::optional<std::string> readFile(llvm::StringRef path);

/// What a file, a pipe or a device gives, up to so many bytes; nothing when it can't be read.
std::optional<std::string> readAtMost(llvm::StringRef path, size_t limit);

/// Replaces the content of a file in one step: readers see the old or the new content, and an
/// interrupted run leaves no half-written file. Owner and permissions stay; where that can't be had
/// so, or the file has other names, it is written in place. A file that is read-only stays as it
/// is. Answers the error, empty on success.
std::string writeFile(llvm::StringRef path, llvm::StringRef content);

/// The path of what is built or installed together with this program, given as seen from the
/// program's folder.
std::string besideProgram(llvm::StringRef relative);

/// A folder of its own below the system's temporary one, which ends with this object.
class TemporaryFolder {
public:
  explicit TemporaryFolder(llvm::StringRef name);
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;

  /// Empty where none could be made.
  const std::string &path() const { return path_; }

private:
  std::string path_;
};

/// What tells two contents apart.
std::uint64_t contentHash(llvm::StringRef content);

} // namespace corolint::tool
