// What a run over a whole project knows of its functions, kept for who looks at one of its files
// alone: the editor.
#pragma once
#include "tool/driver/analysis/CrossFile.h"
#include "tool/driver/base/Unit.h"
#include "llvm/Support/Chrono.h"
#include <memory>
#include <mutex>

namespace corolint::tool {

/// Keeps in the folder what is known of the program that the units are. Nothing without a folder.
/// @param practices of the program, see Practice
void keepProgram(const std::string &cacheFolder, const std::vector<CompileUnit> &units,
                 const CrossFile &program, std::set<std::uint64_t> practices);

/// What the last run over each project knows, read when it is first asked for. Asked from any
/// thread.
class KnownPrograms {
public:
  explicit KnownPrograms(std::string cacheFolder);
  ~KnownPrograms();

  /// What is known as far as the files that it is known of are what they were; null where no run
  /// has kept anything about a folder that the file is in.
  /// @param file absolute
  std::shared_ptr<Program> of(llvm::StringRef file);

private:
  class Reading;

  std::shared_ptr<Reading> read(const std::string &file);

  const std::string cacheFolder_;
  std::mutex mutex_;
  std::map<std::string, std::pair<llvm::sys::TimePoint<>, std::shared_ptr<Reading>>> readings_;
};

} // namespace corolint::tool
