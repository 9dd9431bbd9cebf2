// Where the checks find the rest of the program: with the files of the unit that they judge.
#pragma once
#include "checks/engine/facts/Program.h"
#include "llvm/Support/ExtensibleRTTI.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace corolint {

/// The file system of a unit that is judged as part of a program: the checks find the program where
/// they find its files.
class ProgramFiles : public llvm::RTTIExtends<ProgramFiles, llvm::vfs::ProxyFileSystem> {
public:
  ProgramFiles(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files, Program &program)
      : RTTIExtends(std::move(files)), program(program) {}

  Program &program;
  static constexpr char ID = 0;
};

} // namespace corolint
