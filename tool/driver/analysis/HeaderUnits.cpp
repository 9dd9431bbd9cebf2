#include "tool/driver/analysis/HeaderUnits.h"
#include "tool/driver/base/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include <map>

namespace corolint::tool {

namespace {

/// Looks for a unit that reads each header.
class Includers {
public:
  Includers(std::vector<CompileUnit> headers, const AnalyseOptions &options)
      : left_(std::move(headers)), options_(options) {}

  /// Asks these units.
  void ask(std::vector<CompileUnit> units) {
    if (left_.empty() || units.empty())
      return;
    const std::vector<std::vector<std::string>> files = filesOfEach(units, options_);
    for (size_t index = 0; index < units.size(); ++index)
      llvm::erase_if(left_, [&](const CompileUnit &header) {
        if (!llvm::is_contained(files[index], header.file))
          return false;
        found_[units[index].file].push_back(header.file);
        return true;
      });
  }

  /// The headers of each unit, by its file.
  const std::map<std::string, std::vector<std::string>> &found() const { return found_; }
  std::vector<CompileUnit> &left() { return left_; }

  /// Whether a unit is called as a header is: it likely includes that.
  bool isNamesake(const CompileUnit &unit) const {
    return llvm::any_of(left_, [&](const CompileUnit &header) {
      return llvm::sys::path::stem(header.file) == llvm::sys::path::stem(unit.file);
    });
  }

private:
  std::vector<CompileUnit> left_;
  const AnalyseOptions &options_;
  std::map<std::string, std::vector<std::string>> found_;
};

} // namespace

std::vector<std::string> throughIncluders(std::vector<CompileUnit> &units,
                                          const Selection &selection,
                                          const AnalyseOptions &options) {
  const auto isHeader = [](const CompileUnit &unit) { return unit.isHeader; };
  if (llvm::none_of(units, isHeader))
    return {};
  const auto sources = std::stable_partition(
      units.begin(), units.end(), [&](const CompileUnit &unit) { return !isHeader(unit); });
  Includers includers({sources, units.end()}, options);
  units.erase(sources, units.end());
  includers.ask(units); // those are analysed in any case
  Selection project = selection;
  project.paths.clear();
  std::vector<CompileUnit> candidates = findUnits(project).units;
  const auto others =
      std::stable_partition(candidates.begin(), candidates.end(),
                            [&](const CompileUnit &unit) { return includers.isNamesake(unit); });
  includers.ask({candidates.begin(), others});
  includers.ask({others, candidates.end()});
  for (CompileUnit &unit : candidates) {
    const auto found = includers.found().find(unit.file);
    const bool isThere =
        llvm::any_of(units, [&](const CompileUnit &present) { return present.file == unit.file; });
    if (found == includers.found().end() || isThere)
      continue;
    unit.only.insert(found->second.begin(), found->second.end());
    units.push_back(std::move(unit));
  }
  std::vector<std::string> notices;
  for (CompileUnit &header : includers.left()) {
    notices.push_back(displayPath(header.file) +
                      ": no file of the database includes it; analysed by itself, with " +
                      header.source);
    units.push_back(std::move(header));
  }
  return notices;
}

} // namespace corolint::tool
