#include "tool/driver/base/Snapshot.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace corolint::tool {

namespace vfs = llvm::vfs;

namespace {

/// The disk without the files that didn't exist then.
class Hiding final : public vfs::ProxyFileSystem {
public:
  explicit Hiding(const Snapshot &snapshot)
      : ProxyFileSystem(vfs::createPhysicalFileSystem()), snapshot_(snapshot) {}

  llvm::ErrorOr<vfs::Status> status(const llvm::Twine &path) override {
    if (isHidden(path))
      return std::make_error_code(std::errc::no_such_file_or_directory);
    return ProxyFileSystem::status(path);
  }
  llvm::ErrorOr<std::unique_ptr<vfs::File>> openFileForRead(const llvm::Twine &path) override {
    if (isHidden(path))
      return std::make_error_code(std::errc::no_such_file_or_directory);
    return ProxyFileSystem::openFileForRead(path);
  }
  bool exists(const llvm::Twine &path) override {
    return !isHidden(path) && ProxyFileSystem::exists(path);
  }

private:
  bool isHidden(const llvm::Twine &path) const {
    llvm::SmallString<256> absolute;
    path.toVector(absolute);
    if (makeAbsolute(absolute))
      return false;
    llvm::sys::path::remove_dots(absolute, /*remove_dot_dot=*/true);
    const auto found = snapshot_.find(absolute.str().str());
    return found != snapshot_.end() && !found->second;
  }

  const Snapshot &snapshot_;
};

} // namespace

llvm::IntrusiveRefCntPtr<vfs::FileSystem> fileSystemOf(const Snapshot *snapshot) {
  if (!snapshot)
    return vfs::createPhysicalFileSystem();
  auto contents = llvm::makeIntrusiveRefCnt<vfs::InMemoryFileSystem>();
  for (const auto &[file, content] : *snapshot)
    if (content)
      contents->addFile(file, 0, llvm::MemoryBuffer::getMemBuffer(*content, file));
  auto disk = llvm::makeIntrusiveRefCnt<vfs::OverlayFileSystem>(
      llvm::makeIntrusiveRefCnt<Hiding>(*snapshot));
  disk->pushOverlay(std::move(contents));
  return disk;
}

} // namespace corolint::tool
