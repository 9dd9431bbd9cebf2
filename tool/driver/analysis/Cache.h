// Results of earlier runs: a unit whose command, configuration and files are what they were is not
// analysed again. Everything is compared by content, never by time, so that a result from the cache
// is the one that the analysis would give.
#pragma once
#include "tool/driver/analysis/Carried.h"
#include "tool/driver/base/JudgedUnit.h"
#include "tool/driver/base/Snapshot.h"
#include "tool/driver/base/Unit.h"
#include <map>
#include <optional>
#include <string>

namespace corolint::tool {

class Cache {
public:
  /// @param folder where results are kept; none are where it is empty
  /// @param snapshot files as they were, where not the present ones are analysed
  /// @param carried results of other machines, which count like those of earlier runs; may be null
  Cache(std::string folder, const Snapshot *snapshot, const CarriedResults *carried = nullptr)
      : folder_(std::move(folder)), snapshot_(snapshot), carried_(carried) {}

  /// The result that was stored for the unit under the same circumstances, if all files that it
  /// read are unchanged. `asked` is `--checks`.
  std::optional<JudgedUnit> find(const CompileUnit &unit, const std::string &asked);

  /// Keeps a result, by the files that its unit `reads`. One that isn't whole isn't kept: what was
  /// missing may be there next time.
  void store(const CompileUnit &unit, const std::string &asked, const JudgedUnit &result);

  /// Adds what is kept of the unit to what goes to another machine, if anything is.
  void carry(const CompileUnit &unit, const std::string &asked, CarriedResults &results);

private:
  /// What tells the circumstances of a result apart.
  std::string keyOf(const CompileUnit &unit, const std::string &asked, llvm::StringRef program);
  std::optional<JudgedUnit> fromFolder(const CompileUnit &unit, const std::string &asked);
  std::optional<JudgedUnit> fromCarried(const CompileUnit &unit, const std::string &asked);
  /// The result in these bytes, if all files that it read are unchanged.
  std::optional<JudgedUnit> valid(const std::string &bytes);
  std::string pathOf(const std::string &key) const;
  /// What tells the content of a file apart; zero where there is none. Each file is read once.
  std::uint64_t hashOf(const std::string &file);

  std::string folder_;
  const Snapshot *snapshot_;
  const CarriedResults *carried_;
  std::map<std::string, std::uint64_t> hashes_;
};

/// Where results are kept when nobody says: corolint's folder in the user's cache; empty where
/// there is none.
std::string defaultCacheFolder();

/// Why a folder can't keep results; empty where it can.
std::string errorInCacheFolder(const std::string &folder);

/// Removes what nobody has used for long.
void pruneCache(const std::string &folder);

} // namespace corolint::tool
