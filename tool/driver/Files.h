// The door to the file system: reading, writing whole files, and the one way in which paths are shown.
#pragma once
#include "tool/driver/Finding.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace corolint::tool {

/// The path as shown: relative to the working directory where the file is below it, else absolute; `/`-separated.
std::string displayPath(llvm::StringRef path, llvm::StringRef directory = "");

/// The path made absolute against `directory` (the working directory where empty), without `.` and `..`.
std::string absolutePath(llvm::StringRef path, llvm::StringRef directory = "");

/// The path made absolute, and without `.` and `..` where that is the same file: behind a symbolic link it isn't.
std::string exactPath(llvm::StringRef path, llvm::StringRef directory = "");

/// The root of the repository that a file or folder is in, empty where there is none.
std::string repositoryOf(llvm::StringRef path);

/// The path as seen from an absolute folder above the file, else absolute; `/`-separated.
std::string pathFrom(llvm::StringRef folder, llvm::StringRef path);

/// The whole content of a file, or nothing when it can't be read.
std::optional<std::string> readFile(llvm::StringRef path);

/// Replaces the content of a file in one step, keeping its permissions: readers see the old or the new content, and an
/// interrupted run leaves no half-written file. Answers the error, empty on success.
std::string writeFile(llvm::StringRef path, llvm::StringRef content);

/// The path of what is built or installed together with this program, given as seen from the program's folder.
std::string besideProgram(llvm::StringRef relative);

/// What tells two contents apart.
std::uint64_t contentHash(llvm::StringRef content);

/// The texts of the files of a report, as they were analysed, each read once.
class SourceTexts {
public:
  explicit SourceTexts(const Report &report) : report_(report) {}
  /// The text, or null when it can't be read or isn't the one that was analysed any more.
  const std::string *text(const std::string &file);

private:
  const Report &report_;
  std::map<std::string, std::optional<std::string>> texts_;
};

/// The line of that number (from 1) without its end of line; empty beyond the last.
llvm::StringRef lineOf(llvm::StringRef text, unsigned line);

} // namespace corolint::tool
