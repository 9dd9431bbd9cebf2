#include "tool/driver/Files.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"
#include <unistd.h>

namespace corolint::tool {

static const std::string &workingDirectory() {
  static const std::string directory = [] {
    llvm::SmallString<256> path;
    llvm::sys::fs::current_path(path);
    return path.str().str();
  }();
  return directory;
}

std::string absolutePath(llvm::StringRef path, llvm::StringRef directory) {
  llvm::SmallString<256> result = path;
  if (!directory.empty())
    llvm::sys::path::make_absolute(directory, result);
  llvm::sys::path::make_absolute(workingDirectory(), result);
  llvm::sys::path::remove_dots(result, /*remove_dot_dot=*/true);
  return result.str().str();
}

std::string exactPath(llvm::StringRef path, llvm::StringRef directory) {
  const std::string clean = absolutePath(path, directory);
  if (llvm::sys::fs::exists(clean))
    return clean;
  llvm::SmallString<256> result = path;
  if (!directory.empty())
    llvm::sys::path::make_absolute(directory, result);
  return llvm::sys::fs::exists(result) ? result.str().str() : clean;
}

std::string displayPath(llvm::StringRef path, llvm::StringRef directory) {
  const std::string absolute = absolutePath(path, directory);
  llvm::StringRef shown = absolute;
  if (shown.consume_front(workingDirectory()) && (shown.consume_front("/") || workingDirectory() == "/"))
    return llvm::sys::path::convert_to_slash(shown);
  return llvm::sys::path::convert_to_slash(absolute);
}

std::string repositoryOf(llvm::StringRef path) {
  const std::string absolute = absolutePath(path);
  for (llvm::StringRef folder = absolute; !folder.empty(); folder = llvm::sys::path::parent_path(folder))
    if (llvm::sys::fs::exists(folder + "/.git"))
      return folder.str();
  return {};
}

std::string pathFrom(llvm::StringRef folder, llvm::StringRef path) {
  const std::string absolute = absolutePath(path);
  llvm::StringRef inside = absolute;
  if (!folder.empty() && inside.consume_front(folder) && inside.starts_with("/"))
    return llvm::sys::path::convert_to_slash(inside.ltrim('/'));
  return llvm::sys::path::convert_to_slash(absolute);
}

std::optional<std::string> readFile(llvm::StringRef path) {
  const auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false, /*IsVolatile=*/true);
  if (!buffer)
    return std::nullopt;
  return (*buffer)->getBuffer().str();
}

/// Writes to a file that is renamed over the target once it is whole.
static std::error_code replaceContent(llvm::StringRef target, llvm::StringRef content) {
  llvm::sys::fs::file_status status;
  const bool exists = !llvm::sys::fs::status(target, status);
  llvm::SmallString<256> temporary;
  int descriptor = -1;
  if (const std::error_code error = llvm::sys::fs::createUniqueFile(target + ".corolint-%%%%%%", descriptor, temporary))
    return error;
  std::error_code error;
  {
    llvm::raw_fd_ostream stream(descriptor, /*shouldClose=*/true);
    stream << content;
    stream.flush();
    error = stream.error();
    stream.clear_error();
  }
  if (!error)
    error = llvm::sys::fs::setPermissions(temporary, exists ? status.permissions() : llvm::sys::fs::perms(0666 & ~llvm::sys::fs::getUmask()));
  if (!error && exists && (::getuid() == 0 || status.getUser() == ::getuid()))
    (void)::chown(temporary.c_str(), status.getUser(), status.getGroup());
  if (!error)
    error = llvm::sys::fs::rename(temporary, target);
  if (error)
    llvm::sys::fs::remove(temporary);
  return error;
}

std::string writeFile(llvm::StringRef path, llvm::StringRef content) {
  llvm::SmallString<256> real;
  if (llvm::sys::fs::real_path(path, real))
    real = path; // it doesn't exist yet
  llvm::sys::fs::file_status status;
  if (!llvm::sys::fs::status(real, status) && status.type() != llvm::sys::fs::file_type::regular_file) {
    // A pipe or a device, as in --output=json=/dev/stdout: there is nothing to rename over.
    std::error_code error;
    llvm::raw_fd_ostream stream(real, error);
    if (!error)
      stream << content;
    return error ? error.message() : "";
  }
  const std::error_code error = replaceContent(real, content);
  return error ? error.message() : "";
}

std::string besideProgram(llvm::StringRef relative) {
  static const int Here = 0;
  llvm::SmallString<256> path(llvm::sys::path::parent_path(llvm::sys::fs::getMainExecutable(nullptr, const_cast<int *>(&Here))));
  llvm::sys::path::append(path, relative);
  llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
  return path.str().str();
}

std::uint64_t contentHash(llvm::StringRef content) { return llvm::xxh3_64bits(content); }

const std::string *SourceTexts::text(const std::string &file) {
  if (const auto kept = report_.texts.find(file); kept != report_.texts.end())
    return &kept->second;
  const auto [entry, isNew] = texts_.try_emplace(file);
  if (isNew) {
    entry->second = readFile(file);
    const auto expected = report_.contents.find(file);
    if (entry->second && expected != report_.contents.end() && contentHash(*entry->second) != expected->second)
      entry->second.reset();
  }
  return entry->second ? &*entry->second : nullptr;
}

llvm::StringRef lineOf(llvm::StringRef text, unsigned line) {
  for (; line > 1 && !text.empty(); --line)
    text = text.split('\n').second;
  return text.split('\n').first.rtrim('\r');
}

} // namespace corolint::tool
