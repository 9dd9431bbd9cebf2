#include "tool/driver/configuration/TidyFile.h"
#include "checks/All.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/base/Spelling.h"
#include "tool/driver/configuration/ChecksInForce.h"
#include "tool/driver/configuration/Rules.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include <tuple>

namespace corolint::tool {

using clang::tidy::ClangTidyOptions;

std::string textOf(const ConfigurationProblem &problem) {
  std::string text = displayPath(problem.file) + ":";
  if (problem.line > 0)
    text += std::to_string(problem.line) + ":" + std::to_string(problem.column) + ":";
  return text + " " + problem.message;
}

namespace {

/// The lines of a text, of which some are an entry.
struct Lines {
  size_t first = 0;
  size_t end = 0;
};

} // namespace

static bool isBlank(llvm::StringRef line) {
  const llvm::StringRef code = line.trim();
  return code.empty() || code.starts_with("#");
}

static size_t indentOf(llvm::StringRef line) { return line.size() - line.ltrim(' ').size(); }

/// The lines from the last one up to `at` that is indented by `indent`, up to the next such one. A
/// list may stand as far left as its key.
static Lines entryAt(llvm::ArrayRef<llvm::StringRef> lines, Lines within, size_t at,
                     size_t indent) {
  const auto begins = [&](size_t line) {
    return !isBlank(lines[line]) && indentOf(lines[line]) <= indent &&
           (indent > 0 || !lines[line].starts_with("-"));
  };
  Lines entry{at, at + 1};
  while (entry.first > within.first && !begins(entry.first))
    --entry.first;
  while (entry.end < within.end && !begins(entry.end))
    ++entry.end;
  return entry;
}

/// The smallest entry that a line is of: an element of a list or map below a top-level key, else
/// that key with all that belongs to it.
static Lines smallestEntryAt(llvm::ArrayRef<llvm::StringRef> lines, size_t at) {
  const Lines whole = entryAt(lines, {0, lines.size()}, at, 0);
  if (at == whole.first)
    return whole;
  size_t inner = whole.first + 1;
  while (inner < whole.end && isBlank(lines[inner]))
    ++inner;
  return inner < whole.end ? entryAt(lines, {inner, whole.end}, at, indentOf(lines[inner])) : whole;
}

/// The keys that say which of our checks run, and how.
static const std::vector<std::string> &ourKeys() {
  static const std::vector<std::string> keys{"Checks",
                                             "CheckOptions",
                                             "WarningsAsErrors",
                                             "HeaderFilterRegex",
                                             "ExtraArgs",
                                             "ExtraArgsBefore",
                                             "SystemHeaders",
                                             "ExcludeHeaderFilterRegex",
                                             "InheritParentConfig"};
  return keys;
}

/// Whether an entry says which of our checks run, or how; or means to, with a misspelt key.
static bool isOurs(llvm::ArrayRef<llvm::StringRef> lines, Lines entry) {
  for (size_t line = entry.first; line < entry.end; ++line)
    if (lines[line].contains("coro-") || lines[line].contains("corolint"))
      return true;
  // What is no map says nothing that could be passed over.
  if (indentOf(lines[entry.first]) == 0 && !lines[entry.first].starts_with("-") &&
      !lines[entry.first].contains(':'))
    return true;
  const llvm::StringRef key = lines[entry.first].split(':').first.trim();
  return !nearestSpelling(key, ourKeys()).empty();
}

static std::vector<std::string> checkNames() {
  std::vector<std::string> result;
  for (const Check *check : allRules())
    result.push_back(check->id.str());
  return result;
}

namespace {

/// Reads one file.
class Reader {
public:
  Reader(llvm::StringRef text, const std::string &path) : text_(text), path_(path) {}

  TidyFile run() {
    TidyFile file;
    file.options = parse();
    if (file.options)
      judge(*file.options);
    llvm::sort(problems_, [](const auto &a, const auto &b) {
      return std::tie(a.line, a.column, a.message) < std::tie(b.line, b.column, b.message);
    });
    file.problems = std::move(problems_);
    return file;
  }

private:
  /// Parses, again and again without the entry that was wrong.
  std::optional<ClangTidyOptions> parse() {
    std::string text = text_.str();
    constexpr unsigned MostEntries = 50; // more broken ones than these: it is no such file
    for (unsigned tries = 0; tries < MostEntries; ++tries) {
      std::optional<ConfigurationProblem> problem;
      const auto parsed = clang::tidy::parseConfigurationWithDiags(
          {text, path_}, [&](const llvm::SMDiagnostic &error) {
            if (error.getKind() == llvm::SourceMgr::DK_Error && !problem)
              problem = {path_, static_cast<unsigned>(std::max(error.getLineNo(), 0)),
                         static_cast<unsigned>(error.getColumnNo() + 1),
                         withNearestKey(error.getMessage().str(), ourKeys())};
          });
      if (parsed)
        return *parsed;
      if (!problem)
        problem = {path_, 0, 0, parsed.getError().message()};
      problem->isOurs = !passOver(text, problem->line);
      problems_.push_back(*problem);
      if (problem->isOurs)
        return std::nullopt;
    }
    return std::nullopt;
  }

  /// Blanks the entry on a line, so that the others stay where they are; answers whether it may.
  static bool passOver(std::string &text, unsigned line) {
    llvm::SmallVector<llvm::StringRef, 32> lines;
    llvm::StringRef(text).split(lines, '\n');
    if (line == 0 || line > lines.size())
      return false;
    const Lines entry = smallestEntryAt(lines, line - 1);
    if (isOurs(lines, entry) || isBlank(lines[entry.first]))
      return false;
    std::string rest;
    for (size_t i = 0; i < lines.size(); ++i) {
      const bool isOut = i >= entry.first && i < entry.end;
      rest += (isOut ? "" : lines[i].str()) + (i + 1 < lines.size() ? "\n" : "");
    }
    text = std::move(rest);
    return true;
  }

  /// Looks for checks and options of ours that don't exist.
  void judge(const ClangTidyOptions &options) {
    const std::string checks = options.Checks.value_or("");
    for (const llvm::StringRef item : itemsOf(checks))
      if (const llvm::StringRef name = unknownCheck(item); isOurCheck(name))
        add(name, "unknown check '" + name.str() + "'" + didYouMean(name, checkNames()));
    std::vector<llvm::StringRef> keys;
    for (const auto &option : options.CheckOptions)
      keys.push_back(option.getKey());
    llvm::sort(keys);
    for (const llvm::StringRef key : keys)
      judgeOption(key);
  }

  void judgeOption(llvm::StringRef key) {
    const auto [id, name] = key.split('.');
    if (!isOurCheck(id) || name.empty())
      return;
    const Check *check = findRule(id);
    if (!check) {
      add(key, "unknown check '" + id.str() + "'" + didYouMean(id, checkNames()));
      return;
    }
    std::vector<std::string> known;
    for (const Option &option : check->options)
      known.push_back(id.str() + "." + option.name.str());
    if (std::find(known.begin(), known.end(), key) == known.end())
      add(key, "unknown option '" + key.str() + "'" + didYouMean(key, known));
  }

  /// A problem at the first place where a word stands.
  void add(llvm::StringRef word, std::string message) {
    ConfigurationProblem problem{path_, 0, 0, std::move(message)};
    if (const size_t offset = text_.find(word); offset != llvm::StringRef::npos) {
      const llvm::StringRef before = text_.take_front(offset);
      problem.line = static_cast<unsigned>(before.count('\n') + 1);
      problem.column = static_cast<unsigned>(offset - (before.rfind('\n') + 1) + 1);
    }
    problems_.push_back(std::move(problem));
  }

  llvm::StringRef text_;
  const std::string &path_;
  std::vector<ConfigurationProblem> problems_;
};

} // namespace

TidyFile readTidyFile(llvm::StringRef text, const std::string &path) {
  return Reader(text, path).run();
}

} // namespace corolint::tool
