#include "tests/variants/Variants.h"
#include "tests/BrokenCode.h"
#include "tests/Inputs.h"
#include "tests/variants/MainFile.h"
#include <algorithm>
#include <fstream>
#include <span>
#include <unistd.h>

namespace corolint::test {

namespace fs = std::filesystem;

Survival &Survival::operator+=(const Survival &other) {
  variants += other.variants;
  findings += other.findings;
  survived += other.survived;
  appeared += other.appeared;
  discarded += other.discarded;
  return *this;
}

namespace {

/// Collects the extents of functions that are in no other.
class OutermostFunctions : public clang::DynamicRecursiveASTVisitor {
public:
  explicit OutermostFunctions(const MainFile &file) : file_(file) { file.visit(*this); }

  bool VisitFunctionDecl(clang::FunctionDecl *function) override {
    if (function->doesThisDeclarationHaveABody())
      if (const std::optional<Extent> extent = file_.extentOf(function->getSourceRange()))
        all.push_back(*extent);
    return true;
  }

  std::vector<Extent> all;

private:
  const MainFile &file_;
};

using FindingsByLine = std::map<unsigned, std::vector<std::string>>;

/// The text with the prelude behind its includes: what is rewritten.
std::string withPrelude(std::string text) {
  return text.insert(endOfIncludes(text), Prelude.str());
}

/// One input, parsed once, and its variants.
class Original {
public:
  Original(const fs::path &input, const fs::path &headers, VariantsReport &report)
      : input_(input), report_(report), text_(withPrelude(readFile(input))),
        file_(input, flags(headers), "-*," + checkOf(input)) {}

  void run(const std::vector<Rewriting> &rewritings, const fs::path &keep) {
    if (!file_.isOpen())
      return;
    keep_ = keep;
    findings_ = analyse(text_);
    if (!file_.compiles())
      return differ("", 0, "doesn't compile");
    functions_ = OutermostFunctions(MainFile(file_.context())).all;
    std::vector<std::vector<Place>> places;
    for (const Rewriting &rewriting : rewritings)
      places.push_back(rewriting.places(file_.context()));
    for (std::size_t index = 0; index < rewritings.size(); ++index) {
      rewriting_ = rewritings[index].name.str();
      Survival seen;
      tryPlaces(places[index], seen);
      report_.cells[checkOf(input_)][rewriting_] += seen;
    }
  }

private:
  std::vector<std::string> flags(const fs::path &headers) const {
    std::vector<std::string> result = flagsOf(input_);
    result.push_back("-I" + headers.string());
    return result;
  }

  FindingsByLine analyse(const std::string &text) {
    FindingsByLine result;
    for (const EditedFinding &finding : file_.analyse(text))
      result[finding.line].push_back(finding.message);
    return result;
  }

  /// All places in one variant; where that doesn't compile, each half of them, down to one.
  void tryPlaces(std::span<const Place> places, Survival &seen) {
    if (places.empty())
      return;
    const std::string text = rewritten(text_, {places.begin(), places.end()});
    FindingsByLine found = analyse(text);
    if (file_.compiles()) {
      ++seen.variants;
      return compare(std::move(found), linesTouched(places), text, seen);
    }
    if (places.size() == 1) {
      ++seen.discarded;
      return;
    }
    const std::size_t half = places.size() / 2;
    tryPlaces(places.first(half), seen);
    tryPlaces(places.subspan(half), seen);
  }

  void compare(FindingsByLine found, const std::set<unsigned> &lines, const std::string &text,
               Survival &seen) {
    const std::size_t before = report_.differences.size();
    for (const unsigned line : lines) {
      if (isTodo(line))
        continue;
      const auto wanted = findings_.find(line);
      const std::size_t expected = wanted == findings_.end() ? 0 : wanted->second.size();
      const std::vector<std::string> &actual = found[line];
      seen.findings += unsigned(expected);
      seen.survived += unsigned(std::min(expected, actual.size()));
      if (actual.size() < expected)
        differ(rewriting_, line, "lost: " + wanted->second.back());
      if (actual.size() > expected) {
        seen.appeared += unsigned(actual.size() - expected);
        differ(rewriting_, line, "appeared: " + actual.back());
      }
    }
    if (!keep_.empty() && report_.differences.size() > before)
      keepText(text);
  }

  void keepText(const std::string &text) const {
    const fs::path folder = keep_ / rewriting_ / checkOf(input_);
    fs::create_directories(folder);
    std::ofstream(folder / input_.filename(), std::ios::binary) << text;
  }

  /// The lines of the functions in which something is rewritten.
  std::set<unsigned> linesTouched(std::span<const Place> places) const {
    std::set<unsigned> result;
    for (const Place &place : places)
      for (const TextEdit &edit : place) {
        result.insert(lineOf(edit.offset));
        for (const Extent &function : functions_)
          if (function.begin <= edit.offset && edit.offset <= function.end)
            for (unsigned line = lineOf(function.begin); line <= lineOf(function.end); ++line)
              result.insert(line);
      }
    return result;
  }

  unsigned lineOf(unsigned offset) const {
    return 1 + unsigned(std::count(text_.begin(), text_.begin() + offset, '\n'));
  }

  /// Whether the line is one of a known miss or a known false alarm.
  bool isTodo(unsigned line) const {
    std::size_t begin = 0;
    for (unsigned number = 1; number < line; ++number)
      begin = text_.find('\n', begin) + 1;
    return text_.substr(begin, text_.find('\n', begin) - begin).find("// todo-") !=
           std::string::npos;
  }

  void differ(const std::string &rewriting, unsigned line, const std::string &what) {
    const unsigned own = line - unsigned(std::count(Prelude.begin(), Prelude.end(), '\n'));
    report_.differences.push_back({rewriting,
                                   input_.parent_path().filename().string() + "/" +
                                       input_.filename().string() + ":" + std::to_string(own),
                                   what});
  }

  fs::path input_, keep_;
  VariantsReport &report_;
  std::string text_, rewriting_;
  EditedFile file_;
  FindingsByLine findings_;
  std::vector<Extent> functions_;
};

} // namespace

void runVariants(const fs::path &input, const std::vector<Rewriting> &rewritings,
                 const fs::path &keep, VariantsReport &report) {
  const fs::path headers =
      fs::temp_directory_path() / ("corolint-variants-" + std::to_string(::getpid()));
  writeOwnHeaders(headers);
  Original(input, headers, report).run(rewritings, keep);
  fs::remove_all(headers);
}

// ---- The table

static std::string cellOf(const Survival &seen) {
  if (seen.findings == 0)
    return seen.appeared == 0 ? "" : "(+" + std::to_string(seen.appeared) + ")";
  // Rounded down: 100 means every one.
  return std::to_string(100 * seen.survived / seen.findings) +
         (seen.appeared == 0 ? "" : " (+" + std::to_string(seen.appeared) + ")");
}

std::string tableOf(const VariantsReport &report) {
  std::string head = "| check |", rule = "|---|", rows;
  std::map<std::string, Survival> totals;
  for (const Rewriting &rewriting : allRewritings()) {
    head += " " + rewriting.name.str() + " |";
    rule += "---|";
  }
  for (const auto &[check, cells] : report.cells) {
    rows += "| " + check.substr(5) + " |";
    for (const Rewriting &rewriting : allRewritings()) {
      const auto cell = cells.find(rewriting.name.str());
      const Survival seen = cell == cells.end() ? Survival() : cell->second;
      totals[rewriting.name.str()] += seen;
      rows += " " + cellOf(seen) + " |";
    }
    rows += "\n";
  }
  std::string together = "| **together** |", counts = "| findings |", lost = "| places discarded |";
  for (const Rewriting &rewriting : allRewritings()) {
    const Survival &seen = totals[rewriting.name.str()];
    together += " " + cellOf(seen) + " |";
    counts += " " + std::to_string(seen.findings) + " |";
    lost += " " + std::to_string(seen.discarded) + " |";
  }
  return head + "\n" + rule + "\n" + rows + together + "\n" + counts + "\n" + lost + "\n";
}

} // namespace corolint::test
