// Files as they were at another time, without a checkout: their contents stand in for those on
// disk, everything else is read from disk.
#pragma once
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include <map>
#include <optional>
#include <string>

namespace llvm::vfs {
class FileSystem;
}

namespace corolint::tool {

/// The contents of files by their absolute paths; nothing for a file that didn't exist then.
using Snapshot = std::map<std::string, std::optional<std::string>>;

/// The disk as the snapshot has it; the disk itself where there is none. Its working directory is
/// its own, not the process's.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> fileSystemOf(const Snapshot *snapshot);

} // namespace corolint::tool
