#include "tool/driver/comparison/Baseline.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/base/Spelling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <nlohmann/json.hpp>
#include <regex>
#include <tuple>

namespace corolint::tool {

using Json = nlohmann::ordered_json;
namespace path = llvm::sys::path;

namespace {

/// A key of an entry, and where its value is kept.
struct Field {
  const char *key;
  std::string &(*of)(BaselineEntry &);
  bool isRequired;
};

/// The keys in the order in which they are written. Paths are relative to the baseline's folder.
constexpr Field Fields[] = {
    {"file", [](BaselineEntry &entry) -> std::string & { return entry.finding.file; }, true},
    {"function", [](BaselineEntry &entry) -> std::string & { return entry.finding.function; },
     false},
    {"check", [](BaselineEntry &entry) -> std::string & { return entry.finding.check; }, true},
    {"message", [](BaselineEntry &entry) -> std::string & { return entry.message; }, false},
    {"fingerprint", [](BaselineEntry &entry) -> std::string & { return entry.finding.fingerprint; },
     true},
    {"code", [](BaselineEntry &entry) -> std::string & { return entry.finding.code; }, true},
    {"reason", [](BaselineEntry &entry) -> std::string & { return entry.reason; }, false},
    {"owner", [](BaselineEntry &entry) -> std::string & { return entry.owner; }, false},
    {"expires", [](BaselineEntry &entry) -> std::string & { return entry.expires; }, false},
};

/// What a line says; throws what to tell the user where it doesn't say it rightly.
BaselineEntry parseEntry(const std::string &text) {
  const Json object = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object())
    throw std::runtime_error("not a JSON object");
  std::vector<std::string> known;
  BaselineEntry entry;
  for (const Field &field : Fields) {
    known.push_back(field.key);
    const auto value = object.find(field.key);
    if (value == object.end() && field.isRequired)
      throw std::runtime_error(std::string("it has no '") + field.key + "'");
    if (value == object.end())
      continue;
    if (!value->is_string())
      throw std::runtime_error(std::string("'") + field.key + "' isn't a text");
    field.of(entry) = value->get<std::string>();
  }
  for (const auto &[key, value] : object.items())
    if (!llvm::is_contained(known, key))
      throw std::runtime_error("unknown key '" + key + "'" + didYouMean(key, known));
  static const std::regex date("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])");
  if (!entry.expires.empty() && !std::regex_match(entry.expires, date))
    throw std::runtime_error("'expires' takes a day as YYYY-MM-DD, not '" + entry.expires + "'");
  return entry;
}

/// A path from one folder to a file, `/`-separated, with `..` where it must.
std::string relativeTo(const std::string &folder, const std::string &file) {
  auto from = path::begin(folder), fromEnd = path::end(folder);
  auto to = path::begin(file), toEnd = path::end(file);
  for (; from != fromEnd && to != toEnd && *from == *to; ++from)
    ++to;
  llvm::SmallString<256> result;
  for (; from != fromEnd; ++from)
    path::append(result, "..");
  for (; to != toEnd; ++to)
    path::append(result, *to);
  return path::convert_to_slash(result);
}

} // namespace

/// The line of a baseline that accepts nothing: an empty file is one that was cut short.
static constexpr llvm::StringLiteral Nothing = "{}";

static std::string folderOf(const std::string &file) {
  return path::parent_path(absolutePath(file)).str();
}

static std::string suppressionReason(const BaselineEntry &entry) {
  return entry.reason.empty() || entry.owner.empty() ? entry.reason + entry.owner
                                                     : entry.reason + " (" + entry.owner + ")";
}

Baseline::Baseline(const std::string &path) : path_(path) {
  const std::optional<std::string> text = readFile(path);
  if (!text) {
    if (llvm::sys::fs::exists(path))
      errors_.push_back(path + ": it can't be read");
    return;
  }
  if (text->empty())
    errors_.push_back(path + ": it is empty; one that accepts nothing is a line with {}");
  unsigned line = 0;
  for (llvm::StringRef rest = *text; !rest.empty();) {
    const auto [first, after] = rest.split('\n');
    rest = after;
    ++line;
    if (!first.trim().empty() && first.trim() != Nothing)
      readLine(first.trim().str(), line);
  }
  isStale_.assign(entries_.size(), false);
}

void Baseline::readLine(const std::string &text, unsigned line) {
  const std::string place = path_ + ":" + std::to_string(line) + ": ";
  if (text.starts_with("<<<<<<<") || text.starts_with("=======") || text.starts_with(">>>>>>>")) {
    errors_.push_back(place + "an unfinished merge; keep the lines of both sides");
    return;
  }
  try {
    BaselineEntry entry = parseEntry(text);
    entry.finding.file = displayPath(entry.finding.file, folderOf(path_));
    entry.line = line;
    if (seen_.insert(entry.finding.fingerprint)
            .second) // a merge that kept both sides may have it twice
      entries_.push_back(std::move(entry));
  } catch (const std::exception &error) {
    errors_.push_back(place + error.what());
  }
}

std::vector<std::optional<size_t>> Baseline::matchEntries(const Report &report) const {
  std::vector<KnownFinding> known;
  for (const BaselineEntry &entry : entries_)
    known.push_back(entry.finding);
  return match(report.findings, known,
               [](const std::string &file) { return !llvm::sys::fs::exists(file); });
}

Compared Baseline::apply(Report &report, const std::string &today,
                         llvm::function_ref<bool(const KnownFinding &)> isCovered) {
  Compared result;
  std::vector<Finding> left;
  std::vector<bool> isUsed(entries_.size());
  const std::vector<std::optional<size_t>> matched = matchEntries(report);
  for (size_t index = 0; index < matched.size(); ++index) {
    Finding &finding = report.findings[index];
    if (!matched[index]) {
      left.push_back(std::move(finding));
      continue;
    }
    BaselineEntry &entry = entries_[*matched[index]];
    isUsed[*matched[index]] = true;
    entry.finding = asKnown(finding);
    if (!entry.expires.empty() && entry.expires < today) {
      result.expired.push_back(entry);
      left.push_back(std::move(finding));
      continue;
    }
    finding.suppressed = {SuppressedBy::Baseline, suppressionReason(entry)};
    report.suppressed.push_back(std::move(finding));
  }
  report.statistics.accepted = static_cast<unsigned>(matched.size() - left.size());
  report.findings = std::move(left);
  llvm::sort(report.suppressed, [](const Finding &a, const Finding &b) {
    return std::tie(a.file, a.line, a.column, a.check, a.message) <
           std::tie(b.file, b.line, b.column, b.check, b.message);
  });
  for (size_t index = 0; index < entries_.size(); ++index) {
    isStale_[index] = !isUsed[index] && isCovered(entries_[index].finding);
    if (isStale_[index])
      result.stale.push_back(entries_[index]);
  }
  return result;
}

void Baseline::accept(const Report &report,
                      llvm::function_ref<bool(const KnownFinding &)> isCovered) {
  std::vector<BaselineEntry> accepted;
  std::vector<bool> isUsed(entries_.size());
  const std::vector<std::optional<size_t>> matched = matchEntries(report);
  for (size_t index = 0; index < matched.size(); ++index) {
    BaselineEntry entry = matched[index] ? entries_[*matched[index]] : BaselineEntry{};
    if (matched[index])
      isUsed[*matched[index]] = true;
    entry.finding = asKnown(report.findings[index]);
    entry.message = report.findings[index].message;
    accepted.push_back(std::move(entry));
  }
  for (size_t index = 0; index < entries_.size(); ++index)
    if (!isUsed[index] && !isCovered(entries_[index].finding))
      accepted.push_back(entries_[index]);
  entries_ = std::move(accepted);
  isStale_.assign(entries_.size(), false);
}

void Baseline::prune() {
  size_t index = 0;
  llvm::erase_if(entries_, [&](const BaselineEntry &) { return isStale_[index++]; });
  isStale_.assign(entries_.size(), false);
}

std::string Baseline::write() const {
  std::vector<BaselineEntry> sorted = entries_;
  const std::string folder = folderOf(path_);
  for (BaselineEntry &entry : sorted)
    entry.finding.file = relativeTo(folder, absolutePath(entry.finding.file));
  llvm::sort(sorted, [](const BaselineEntry &a, const BaselineEntry &b) {
    return std::tie(a.finding.file, a.finding.function, a.finding.check, a.finding.fingerprint) <
           std::tie(b.finding.file, b.finding.function, b.finding.check, b.finding.fingerprint);
  });
  std::string text;
  for (BaselineEntry &entry : sorted) {
    Json object = Json::object();
    for (const Field &field : Fields)
      if (const std::string &value = field.of(entry); !value.empty())
        object[field.key] = value;
    text += object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  }
  return writeFile(path_, text.empty() ? Nothing.str() + "\n" : text);
}

} // namespace corolint::tool
