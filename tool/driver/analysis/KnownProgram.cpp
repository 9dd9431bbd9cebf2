#include "tool/driver/analysis/KnownProgram.h"
#include "tool/driver/analysis/Wire.h"
#include "tool/driver/base/Files.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace corolint::tool {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// The folder that all of the files are in.
static std::string commonFolder(const std::vector<CompileUnit> &units) {
  std::string folder;
  for (const CompileUnit &unit : units) {
    llvm::StringRef own = path::parent_path(unit.file);
    if (folder.empty())
      folder = own.str();
    while (!folder.empty() && own != folder && !own.starts_with(folder + "/"))
      folder = path::parent_path(folder).str();
  }
  return folder;
}

static std::string keptAt(const std::string &cacheFolder, llvm::StringRef folder) {
  return cacheFolder + "/program-" + llvm::utohexstr(contentHash(folder), /*LowerCase=*/true);
}

/// How many answers a fact may need: a longer way is rarely as it was, and each of its facts would
/// carry all of it.
static constexpr size_t MostBehind = 64;

void keepProgram(const std::string &cacheFolder, const std::vector<CompileUnit> &units,
                 const CrossFile &program, std::set<std::uint64_t> practices) {
  const std::string folder = commonFolder(units);
  if (cacheFolder.empty() || folder.empty() || fs::create_directories(cacheFolder))
    return;
  KeptProgram kept;
  kept.version = COROLINT_VERSION;
  kept.practices = std::move(practices);
  kept.joinsWithoutHeader = program.joins() == Joins::All;
  kept.facts = program.resolved();
  for (auto &[function, said] : kept.facts)
    std::erase_if(said.facts, [&, &function = function](const auto &entry) {
      const auto &[kind, parameter] = entry.first;
      const auto files = program.filesBehind({kind, function, parameter}, MostBehind);
      if (files)
        kept.behind[function].insert(files->begin(), files->end());
      return !files;
    });
  for (const auto &[function, files] : kept.behind)
    for (const std::string &file : files)
      kept.files.try_emplace(file, 0);
  for (auto &[file, hash] : kept.files)
    if (const std::optional<std::string> text = readFile(file))
      hash = contentHash(*text);
  writeFile(keptAt(cacheFolder, folder), toBytes(kept));
}

/// One that was read, which several threads ask.
class KnownPrograms::Reading {
public:
  explicit Reading(KeptProgram kept) : kept_(std::move(kept)) {}

  bool joinsWithoutHeader() const { return kept_.joinsWithoutHeader; }
  bool isPractice(std::uint64_t subject) const { return kept_.practices.contains(subject); }

  const ProgramFact *ask(const Question &question) {
    const auto function = kept_.facts.find(question.function);
    if (function == kept_.facts.end())
      return nullptr;
    const auto fact = function->second.facts.find({question.kind, question.parameter});
    return fact != function->second.facts.end() && isCurrent(question.function) ? &fact->second.fact
                                                                                : nullptr;
  }

private:
  /// Whether the files are what they were that a function's facts come of.
  bool isCurrent(const std::string &function) {
    const std::lock_guard lock(mutex_);
    return llvm::all_of(kept_.behind[function],
                        [&](const std::string &file) { return isUnchanged(file); });
  }

  /// A file is read again only where its size or time says that it may be another.
  bool isUnchanged(const std::string &file) {
    fs::file_status status;
    if (fs::status(file, status))
      return false;
    Seen &seen = seen_[file];
    if (seen.time != status.getLastModificationTime() || seen.size != status.getSize()) {
      const std::optional<std::string> text = readFile(file);
      seen = {status.getLastModificationTime(), status.getSize(),
              text && contentHash(*text) == kept_.files[file]};
    }
    return seen.isUnchanged;
  }

  struct Seen {
    llvm::sys::TimePoint<> time{};
    std::uint64_t size = 0;
    bool isUnchanged = false;
  };

  std::mutex mutex_;
  KeptProgram kept_;
  std::map<std::string, Seen> seen_;
};

KnownPrograms::KnownPrograms(std::string cacheFolder) : cacheFolder_(std::move(cacheFolder)) {}

KnownPrograms::~KnownPrograms() = default;

std::shared_ptr<KnownPrograms::Reading> KnownPrograms::read(const std::string &file) {
  fs::file_status status;
  if (fs::status(file, status))
    return nullptr;
  const std::lock_guard lock(mutex_);
  auto &[time, reading] = readings_[file];
  if (time != status.getLastModificationTime()) {
    time = status.getLastModificationTime();
    const std::optional<std::string> bytes = readFile(file);
    std::optional<KeptProgram> kept = bytes ? programFromBytes(*bytes) : std::nullopt;
    reading = kept && kept->version == COROLINT_VERSION
                  ? std::make_shared<Reading>(std::move(*kept))
                  : nullptr;
  }
  return reading;
}

std::shared_ptr<Program> KnownPrograms::of(llvm::StringRef file) {
  /// The same for one unit.
  class Known final : public Program {
  public:
    explicit Known(std::shared_ptr<Reading> reading) : reading_(std::move(reading)) {}
    const ProgramFact *ask(const Question &question) override { return reading_->ask(question); }
    bool joinsWithoutHeader() const override { return reading_->joinsWithoutHeader(); }
    bool isPractice(std::uint64_t subject) const override { return reading_->isPractice(subject); }

  private:
    std::shared_ptr<Reading> reading_;
  };
  if (cacheFolder_.empty())
    return nullptr;
  for (llvm::StringRef folder = path::parent_path(file); !folder.empty();
       folder = path::parent_path(folder))
    if (std::shared_ptr<Reading> reading = read(keptAt(cacheFolder_, folder)))
      return std::make_shared<Known>(std::move(reading));
  return nullptr;
}

} // namespace corolint::tool
