#include "tool/driver/analysis/HeaderGroups.h"
#include "checks/Models.h"
#include "checks/engine/code/Trial.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/units/SourceFiles.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <algorithm>
#include <numeric>
#include <optional>
#include <set>

namespace corolint::tool {

unsigned FileNumbers::of(const std::string &file) {
  const auto [entry, isNew] = numbers_.try_emplace(file, 0);
  if (!isNew)
    return entry->second;
  const auto next = static_cast<unsigned>(names_.size());
  const std::optional<llvm::sys::fs::UniqueID> identity = identityOf(file);
  entry->second = identity ? known_.try_emplace(*identity, next).first->second : next;
  if (entry->second == next)
    names_.push_back(file);
  return entry->second;
}

namespace {

/// How often compiling headers costs what reading them costs, with writing and looking up.
constexpr double CostOfCompiling = 1.5;

/// A set of headers of fewer bytes is read faster than it is looked up.
constexpr std::uint64_t LeastBytes = 200'000;

/// How many units are compared at most: the effort grows with their square.
constexpr size_t MostUnits = 2'000;

/// Whose a file is, as units see it; asked once for each two folders.
class Owners {
public:
  explicit Owners(const std::vector<CompileUnit> &units) : units_(units) {}

  bool isOthers(const std::string &file, size_t unit) {
    const CompileUnit &main = units_[unit];
    const llvm::StringRef folder = llvm::sys::path::parent_path(main.file);
    Owner &owner = owners_[{folder.str(), main.directory}];
    if (!owner.disk) {
      owner.disk = llvm::vfs::createPhysicalFileSystem();
      owner.disk->setCurrentWorkingDirectory(main.directory);
      if (auto models = Models::forFile(main.file, *owner.disk))
        owner.own = (*models)->own();
      else
        llvm::consumeError(models.takeError()); // told elsewhere
    }
    const auto [known, isNew] =
        owner.folders.try_emplace(llvm::sys::path::parent_path(file), false);
    if (isNew)
      known->second = corolint::isOthers(file, main.file, main.directory, *owner.disk, owner.own);
    return known->second;
  }

private:
  struct Owner {
    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk;
    std::vector<std::string> own;
    llvm::StringMap<bool> folders; ///< those whose headers are others'
  };
  const std::vector<CompileUnit> &units_;
  std::map<std::pair<std::string, std::string>, Owner> owners_;
};

/// What a file says to the preprocessor.
struct Directives {
  std::vector<std::string> includes; ///< as they are written outside of braces
  std::vector<std::string> defined;  ///< macros, before an include
};

/// What the user's files say to it.
class Includes {
public:
  explicit Includes(const FileNumbers &files) : files_(files) {}

  const Directives &of(unsigned file) {
    const auto [entry, isNew] = known_.try_emplace(file);
    if (isNew)
      if (const std::optional<std::string> text = readFile(files_[file]))
        entry->second = read(*text);
    return entry->second;
  }

private:
  static Directives read(llvm::StringRef text) {
    Directives result;
    std::vector<std::string> open; ///< defined since the last include
    long depth = 0;
    while (!text.empty()) {
      const auto [line, rest] = text.split('\n');
      text = rest;
      llvm::StringRef directive = line.trim();
      if (!directive.consume_front("#")) {
        const llvm::StringRef code = directive.split("//").first;
        depth += static_cast<long>(code.count('{')) - static_cast<long>(code.count('}'));
        continue;
      }
      directive = directive.ltrim();
      if (llvm::StringRef definition = directive; definition.consume_front("define"))
        open.push_back(definition.ltrim()
                           .take_while([](char c) { return llvm::isAlnum(c) || c == '_'; })
                           .str());
      if (depth > 0 || !directive.consume_front("include"))
        continue;
      std::move(open.begin(), open.end(), std::back_inserter(result.defined));
      open.clear();
      directive = directive.ltrim();
      const bool isAngled = directive.consume_front("<");
      if (!isAngled && !directive.consume_front("\""))
        continue;
      result.includes.push_back(
          directive.take_until([&](char c) { return c == (isAngled ? '>' : '"'); }).str());
    }
    return result;
  }

  const FileNumbers &files_;
  std::map<unsigned, Directives> known_;
};

/// Units under the same circumstances, and how they are parted into groups.
class Grouping {
public:
  Grouping(std::vector<const UnitReads *> reads, const FileNumbers &files, Owners &owners,
           Includes &includes)
      : reads_(std::move(reads)), files_(files), owners_(owners), includes_(includes) {
    for (const UnitReads *unit : reads_) {
      std::vector<unsigned> others;
      for (const unsigned file : unit->files)
        if (owners_.isOthers(files_[file], unit->unit))
          others.push_back(file);
      llvm::sort(others);
      others.erase(std::unique(others.begin(), others.end()), others.end());
      others_.push_back(std::move(others));
    }
  }

  std::vector<HeaderGroup> run() {
    std::vector<size_t> all(reads_.size());
    std::iota(all.begin(), all.end(), size_t(0));
    part(std::move(all), 0);
    return std::move(groups_);
  }

private:
  /// Finds groups among units that have as many bytes in common already, which another group
  /// covers.
  void part(std::vector<size_t> open, std::uint64_t covered) {
    while (open.size() > 1) {
      const auto [members, common] = best(open, covered);
      if (members.empty())
        return;
      llvm::erase_if(open, [&](size_t index) { return llvm::is_contained(members, index); });
      HeaderGroup group;
      addDirectives(members, group);
      for (const size_t member : members) {
        group.units.push_back(reads_[member]->unit);
        for (const unsigned file : others_[member])
          group.bytes[reads_[member]->unit] += bytesOf(file);
      }
      groups_.push_back(std::move(group));
      part(members, common); // some of them may have more in common
    }
  }

  std::uint64_t bytesOf(unsigned file) {
    const auto [entry, isNew] = bytes_.try_emplace(file, 0);
    if (isNew)
      llvm::sys::fs::file_size(files_[file], entry->second);
    return entry->second;
  }

  struct Best {
    std::vector<size_t> members;
    std::uint64_t common = 0; ///< bytes
  };

  /// Of these units those that win the most by what they have in common: the one that shares least
  /// goes, again and again.
  Best best(std::vector<size_t> members, std::uint64_t covered) {
    struct Header {
      size_t count = 0; ///< of the members that read it
      size_t sum = 0;   ///< of their indices, which tells the one that doesn't
    };
    std::map<unsigned, Header> headers;
    size_t sum = 0;
    for (const size_t member : members) {
      sum += member;
      for (const unsigned file : others_[member]) {
        ++headers[file].count;
        headers[file].sum += member;
      }
    }
    Best result;
    double most = 0;
    while (members.size() > 1) {
      std::uint64_t common = 0;
      std::map<size_t, std::uint64_t> without; ///< what more is common without a member
      for (const auto &[file, header] : headers) {
        if (header.count == members.size())
          common += bytesOf(file);
        else if (header.count + 1 == members.size())
          without[sum - header.sum] += bytesOf(file);
      }
      const double gain =
          static_cast<double>(members.size()) * static_cast<double>(common - covered) -
          CostOfCompiling * static_cast<double>(common);
      if (common >= LeastBytes && gain > most) {
        most = gain;
        result = {members, common};
      }
      const auto dearest =
          std::max_element(without.begin(), without.end(),
                           [](const auto &a, const auto &b) { return a.second < b.second; });
      const size_t leaving = dearest != without.end() ? dearest->first : least(members);
      for (const unsigned file : others_[leaving]) {
        --headers[file].count;
        headers[file].sum -= leaving;
      }
      sum -= leaving;
      llvm::erase(members, leaving);
    }
    return result;
  }

  size_t least(const std::vector<size_t> &members) const {
    return *std::min_element(members.begin(), members.end(), [&](size_t a, size_t b) {
      return others_[a].size() < others_[b].size();
    });
  }

  /// Which of the headers that all of them read the user's files include themselves, in the order
  /// of the first member, and what those define.
  void addDirectives(const std::vector<size_t> &members, HeaderGroup &group) {
    std::vector<unsigned> common = others_[members.front()];
    for (const size_t member : members) {
      std::vector<unsigned> both;
      std::set_intersection(common.begin(), common.end(), others_[member].begin(),
                            others_[member].end(), std::back_inserter(both));
      common = std::move(both);
    }
    std::map<unsigned, std::string> written;
    for (const size_t member : members) {
      const UnitReads &unit = *reads_[member];
      llvm::StringMap<std::vector<unsigned>> named; ///< by the last part of their paths
      for (const unsigned file : unit.files)
        named[llvm::sys::path::filename(files_[file])].push_back(file);
      for (const unsigned file : unit.files) {
        if (std::binary_search(others_[member].begin(), others_[member].end(), file))
          continue;
        const Directives &said = includes_.of(file);
        group.defined.insert(said.defined.begin(), said.defined.end());
        for (const std::string &name : said.includes)
          if (const std::optional<unsigned> header = only(named, name);
              header && std::binary_search(common.begin(), common.end(), *header))
            written.try_emplace(*header, name);
      }
    }
    for (const size_t member : members)
      keepIncluded(*reads_[member], written);
    llvm::StringSet<> seen;
    for (const unsigned file : reads_[members.front()]->files)
      if (const auto found = written.find(file);
          found != written.end() && seen.insert(found->second).second)
        group.includes.push_back(found->second);
  }

  /// A file counts as read, too, where `__has_include` only asked for it: keeps those that a file
  /// of the unit includes.
  void keepIncluded(const UnitReads &unit, std::map<unsigned, std::string> &headers) {
    llvm::StringMap<std::vector<unsigned>> named;
    for (const auto &[header, name] : headers)
      named[llvm::sys::path::filename(name)].push_back(header);
    std::set<unsigned> included;
    for (const unsigned file : unit.files)
      for (const std::string &name : includes_.of(file).includes)
        if (const auto found = named.find(llvm::sys::path::filename(name)); found != named.end())
          for (const unsigned header : found->second)
            if (llvm::StringRef(files_[header]).ends_with("/" + name))
              included.insert(header);
    std::erase_if(headers, [&](const auto &entry) { return !included.contains(entry.first); });
  }

  /// The file that an include can mean, if there is but one.
  std::optional<unsigned> only(const llvm::StringMap<std::vector<unsigned>> &named,
                               llvm::StringRef include) const {
    std::optional<unsigned> result;
    const auto found = named.find(llvm::sys::path::filename(include));
    if (found == named.end())
      return std::nullopt;
    for (const unsigned file : found->second)
      if (llvm::StringRef(files_[file]).ends_with(("/" + include).str())) {
        if (result)
          return std::nullopt;
        result = file;
      }
    return result;
  }

  std::vector<const UnitReads *> reads_;
  const FileNumbers &files_;
  Owners &owners_;
  Includes &includes_;
  std::vector<std::vector<unsigned>> others_; ///< for each unit the headers of others, sorted
  std::map<unsigned, std::uint64_t> bytes_;
  std::vector<HeaderGroup> groups_;
};

} // namespace

std::vector<HeaderGroup> headerGroups(const std::vector<CompileUnit> &units,
                                      const std::vector<UnitReads> &reads,
                                      const FileNumbers &files) {
  std::map<std::uint64_t, std::vector<const UnitReads *>> alike;
  for (const UnitReads &unit : reads)
    if (unit.circumstances != 0 && alike[unit.circumstances].size() < MostUnits)
      alike[unit.circumstances].push_back(&unit);
  Owners owners(units);
  Includes includes(files);
  std::vector<HeaderGroup> groups;
  for (const auto &[circumstances, members] : alike)
    for (HeaderGroup &group : Grouping(members, files, owners, includes).run())
      groups.push_back(std::move(group));
  return groups;
}

} // namespace corolint::tool
