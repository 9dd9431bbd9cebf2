#include "tool/driver/base/Files.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
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
  if (shown.consume_front(workingDirectory()) &&
      (shown.consume_front("/") || workingDirectory() == "/"))
    return llvm::sys::path::convert_to_slash(shown);
  return llvm::sys::path::convert_to_slash(absolute);
}

std::string repositoryOf(llvm::StringRef path) {
  const std::string absolute = absolutePath(path);
  for (llvm::StringRef folder = absolute; !folder.empty();
       folder = llvm::sys::path::parent_path(folder))
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
  if (!llvm::sys::fs::is_regular_file(path))
    return std::nullopt; // a pipe would be waited for
  const auto buffer = llvm::MemoryBuffer::getFile(
      path, /*IsText=*/false, /*RequiresNullTerminator=*/false, /*IsVolatile=*/true);
  if (!buffer)
    return std::nullopt;
  return (*buffer)->getBuffer().str();
}

std::optional<std::string> readAtMost(llvm::StringRef path, size_t limit) {
  const int descriptor = ::open(path.str().c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return std::nullopt;
  std::string text;
  char buffer[65536];
  ssize_t count = 0;
  while (text.size() < limit) {
    count = ::read(descriptor, buffer, std::min(sizeof buffer, limit - text.size()));
    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      break;
    text.append(buffer, static_cast<size_t>(count));
  }
  ::close(descriptor);
  if (count < 0)
    return std::nullopt;
  return text;
}

static std::error_code lastError() { return {errno, std::generic_category()}; }

/// Writes to an open file, and closes it.
static std::error_code writeTo(int descriptor, llvm::StringRef content) {
  llvm::raw_fd_ostream stream(descriptor, /*shouldClose=*/true);
  stream << content;
  stream.close();
  const std::error_code error = stream.error();
  stream.clear_error();
  return error;
}

/// Writes into the file itself: a device or a pipe, or a file that would become another's by being
/// replaced.
static std::error_code writeInPlace(const std::string &target, llvm::StringRef content) {
  const int descriptor = ::open(target.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC);
  return descriptor < 0 ? lastError() : writeTo(descriptor, content);
}

/// Whether a file can be replaced by another without a trace: it has one name, and the new one gets
/// its owner, group and permissions.
static bool makeAlike(const std::string &temporary, const struct stat &target) {
  const bool isAlike =
      target.st_nlink == 1 && ::chown(temporary.c_str(), target.st_uid, target.st_gid) == 0;
  return isAlike && ::chmod(temporary.c_str(), target.st_mode & 07777) == 0;
}

/// Writes to a file that is renamed over the target once it is whole.
static std::error_code replaceContent(const std::string &target, llvm::StringRef content) {
  struct stat status{};
  const bool exists = ::stat(target.c_str(), &status) == 0;
  llvm::SmallString<256> temporary;
  int descriptor = -1;
  if (const std::error_code error =
          llvm::sys::fs::createUniqueFile(target + ".corolint-%%%%%%", descriptor, temporary))
    return error;
  std::error_code error = writeTo(descriptor, content);
  bool isAlike = true;
  if (!error && exists)
    isAlike = makeAlike(temporary.str().str(), status);
  else if (!error)
    error = llvm::sys::fs::setPermissions(temporary,
                                          llvm::sys::fs::perms(0666 & ~llvm::sys::fs::getUmask()));
  if (!error && isAlike)
    error = llvm::sys::fs::rename(temporary, target);
  if (error || !isAlike)
    llvm::sys::fs::remove(temporary);
  return error || isAlike ? error : writeInPlace(target, content);
}

/// Why a file that is there must not be written, even where its folder would allow to replace it.
static std::error_code objectionToWriting(const std::string &file) {
  struct stat status{};
  if (::stat(file.c_str(), &status) != 0)
    return {};
  if ((status.st_mode & 0222) == 0) // root may, and shouldn't
    return std::make_error_code(std::errc::permission_denied);
  return ::access(file.c_str(), W_OK) == 0 ? std::error_code() : lastError();
}

std::string writeFile(llvm::StringRef path, llvm::StringRef content) {
  llvm::SmallString<256> real;
  if (llvm::sys::fs::real_path(path, real))
    real = path; // it doesn't exist yet
  const std::string target = real.str().str();
  std::error_code error = objectionToWriting(target);
  if (!error) {
    const bool isOther = llvm::sys::fs::exists(target) && !llvm::sys::fs::is_regular_file(target);
    error = isOther ? writeInPlace(target, content) : replaceContent(target, content);
  }
  return error ? error.message() : "";
}

std::string besideProgram(llvm::StringRef relative) {
  static const int Here = 0;
  llvm::SmallString<256> path(llvm::sys::path::parent_path(
      llvm::sys::fs::getMainExecutable(nullptr, const_cast<int *>(&Here))));
  llvm::sys::path::append(path, relative);
  llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
  return path.str().str();
}

TemporaryFolder::TemporaryFolder(llvm::StringRef name) {
  llvm::SmallString<128> folder;
  if (!llvm::sys::fs::createUniqueDirectory(name, folder))
    path_ = folder.str();
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!path_.empty())
    std::filesystem::remove_all(path_, ignored); // LLVM's leaves sockets
}

std::uint64_t contentHash(llvm::StringRef content) { return llvm::xxh3_64bits(content); }

} // namespace corolint::tool
