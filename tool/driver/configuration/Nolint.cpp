#include "tool/driver/configuration/Nolint.h"
#include "checks/All.h"
#include "tool/driver/base/SourceText.h"
#include "tool/driver/base/Spelling.h"
#include "tool/driver/configuration/Rules.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/GlobPattern.h"

namespace corolint::tool {

static constexpr llvm::StringLiteral Documentation = R"md(
A NOLINT comment that no longer silences anything hides the next mistake on its line, and one that is misspelt silences nothing, or everything.
clang-tidy tells neither. This is told of comments that name a check of corolint's:

* it silences nothing: the check ran, and finds nothing on that line;
* it names no check that exists: `NOLINT(coro-unawaited)`;
* a blank before the list, `NOLINT (coro-unawaited-task)`: clang-tidy then sees no list, and silences every check on the line;
* with the option `RequireReason`: it doesn't say why.

```cpp bad
#include "task.h"

task<void> work();

task<void> run() {
  co_await work(); // NOLINT(coro-unawaited-task): fire and forget
}
```

```cpp good
#include "task.h"

task<void> work();

task<void> run() {
  work(); // NOLINT(coro-unawaited-task): only its creation is measured here
  co_return;
}
```

What the comment itself shows is told in the editor, too. That it silences nothing is told on the command line only, where all of a project is seen: a comment in a
header may silence what another file instantiates, so that it is said of comments in headers only when the whole project is analysed. The plugin tells neither: it is given
what clang-tidy leaves of the findings, and no comments. `--checks=-corolint-nolint`, or the same in `.clang-tidy`, turns it off.

`corolint suppress CHECK --reason=WHY` writes such comments.
)md";

static constexpr Option NolintOptions[] = {
    {"RequireReason", "bool", "false", "whether a comment must say why"}};

const Check NolintCheck{
    .id = "corolint-nolint",
    .summary = "a NOLINT comment silences nothing, names no check, or silences more than it says",
    .severity = Severity::Warning,
    .onByDefault = true,
    .fix = "removes what silences nothing, corrects names and blanks: safe",
    .confidence = "medium: what the comment says was read, and so was what stands on its line",
    .options = NolintOptions,
    .documentation = Documentation,
    .make = nullptr};

static bool isOurs(llvm::StringRef name) { return name.starts_with("coro-"); }

/// The directive at the beginning of a text, without its list.
static std::optional<NolintComment::Kind> kindOf(llvm::StringRef word) {
  if (word == "NOLINT")
    return NolintComment::SameLine;
  if (word == "NOLINTNEXTLINE")
    return NolintComment::NextLine;
  if (word == "NOLINTBEGIN")
    return NolintComment::Begin;
  if (word == "NOLINTEND")
    return NolintComment::End;
  return std::nullopt;
}

/// The words behind a directive: without the punctuation between, and without the end of the
/// comment.
static std::string reasonBehind(llvm::StringRef text) {
  text = text.split('\n').first.rtrim();
  text.consume_back("*/");
  if (const size_t next = text.find("NOLINT"); next != llvm::StringRef::npos)
    text = text.take_front(next);
  return text.trim(" \t\r:;,.-").str();
}

/// Reads the list whose opening parenthesis stands at `open`; answers the offset behind it, 0 where
/// it doesn't end on its line.
static unsigned readList(llvm::StringRef text, unsigned open,
                         std::vector<NolintComment::Name> &names) {
  const size_t close = text.find_first_of("\n)", open);
  if (close == llvm::StringRef::npos || text[close] != ')')
    return 0;
  for (size_t at = open + 1; at <= close;) {
    const size_t end = std::min(text.find(',', at), close);
    const llvm::StringRef item = text.slice(at, end);
    const llvm::StringRef name = item.trim();
    if (!name.empty())
      names.push_back({name.str(), static_cast<unsigned>(name.data() - text.data())});
    at = end + 1;
  }
  return static_cast<unsigned>(close + 1);
}

/// The directives in one comment.
static void readComment(llvm::StringRef text, unsigned begin, unsigned end,
                        std::vector<NolintComment> &comments) {
  for (size_t at = text.find("NOLINT", begin); at < end; at = text.find("NOLINT", at + 1)) {
    const llvm::StringRef word =
        text.slice(at, end).take_while([](char c) { return llvm::isAlpha(c); });
    const std::optional<NolintComment::Kind> kind = kindOf(word);
    if (!kind)
      continue;
    NolintComment comment;
    comment.kind = *kind;
    comment.commentBegin = begin;
    comment.commentEnd = end;
    comment.begin = static_cast<unsigned>(at);
    comment.end = static_cast<unsigned>(at + word.size());
    const llvm::StringRef behind = text.slice(comment.end, end);
    const unsigned blanks = static_cast<unsigned>(behind.size() - behind.ltrim(" \t").size());
    if (behind.ltrim(" \t").starts_with("("))
      if (const unsigned listEnd = readList(text, comment.end + blanks, comment.names)) {
        comment.blanks = blanks;
        comment.end = listEnd;
      }
    comment.reason = reasonBehind(text.slice(comment.end, end));
    comments.push_back(std::move(comment));
  }
}

static clang::LangOptions cpp20() {
  clang::LangOptions language;
  language.CPlusPlus = language.CPlusPlus11 = language.CPlusPlus14 = language.CPlusPlus17 =
      language.CPlusPlus20 = true;
  language.LineComment = language.RawStringLiterals = true;
  return language;
}

/// Gives the comments, which are in the order of the text, their lines.
static void countLines(llvm::StringRef text, std::vector<NolintComment> &comments) {
  unsigned line = 1;
  size_t counted = 0;
  for (NolintComment &comment : comments) {
    line += static_cast<unsigned>(text.slice(counted, comment.begin).count('\n'));
    counted = comment.begin;
    comment.line = line;
  }
}

std::vector<NolintComment> nolintComments(const std::string &text) {
  std::vector<NolintComment> comments;
  if (text.find("NOLINT") == std::string::npos)
    return comments;
  const clang::LangOptions language = cpp20();
  clang::Lexer lexer(clang::SourceLocation(), language, text.data(), text.data(),
                     text.data() + text.size());
  lexer.SetCommentRetentionState(true);
  clang::Token token;
  bool isLast = false;
  while (!isLast) {
    isLast = lexer.LexFromRawLexer(token);
    if (!token.is(clang::tok::comment))
      continue;
    const unsigned end = static_cast<unsigned>(lexer.getBufferLocation() - text.data());
    readComment(text, end - token.getLength(), end, comments);
  }
  countLines(text, comments);
  return comments;
}

static bool names(const NolintComment::Name &name, llvm::StringRef check) {
  if (name.text == check)
    return true;
  llvm::Expected<llvm::GlobPattern> glob = llvm::GlobPattern::create(name.text);
  if (glob)
    return glob->match(check);
  llvm::consumeError(glob.takeError());
  return false;
}

/// The last line that a comment silences.
static unsigned lastLine(const NolintComment &comment, const std::vector<NolintComment> &comments) {
  if (comment.kind == NolintComment::NextLine)
    return comment.line + 1;
  if (comment.kind == NolintComment::SameLine)
    return comment.line;
  for (auto other = comments.begin() + (&comment - comments.data()); other != comments.end();
       ++other)
    if (other->kind == NolintComment::End)
      return other->line;
  return comment.line;
}

static unsigned firstLine(const NolintComment &comment) {
  return comment.kind == NolintComment::NextLine ? comment.line + 1 : comment.line;
}

NolintReasons::NolintReasons(const std::string &text) : comments_(nolintComments(text)) {
  for (size_t index = 0; index < comments_.size(); ++index)
    if (comments_[index].kind == NolintComment::Begin)
      blocks_.push_back({index, lastLine(comments_[index], comments_)});
    else if (comments_[index].kind != NolintComment::End)
      ofLine_[firstLine(comments_[index])].push_back(index);
}

std::string NolintReasons::of(llvm::StringRef check, unsigned line) const {
  const auto silences = [&](size_t index) {
    const NolintComment &comment = comments_[index];
    return comment.names.empty() ||
           llvm::any_of(comment.names, [&](const auto &name) { return names(name, check); });
  };
  if (const auto found = ofLine_.find(line); found != ofLine_.end())
    for (const size_t index : found->second)
      if (silences(index))
        return comments_[index].reason;
  for (const auto &[index, last] : blocks_)
    if (comments_[index].line <= line && line <= last && silences(index))
      return comments_[index].reason;
  return {};
}

namespace {

/// Judges the comments of one file.
class Judge {
public:
  explicit Judge(const NolintContext &context)
      : context_(context), comments_(nolintComments(context.text)) {
    for (const Finding *finding : context.suppressed)
      silenced_.emplace(finding->line, finding->check);
  }

  std::vector<Finding> run() {
    for (const NolintComment &comment : comments_)
      if (comment.kind != NolintComment::End &&
          llvm::any_of(comment.names, [](const auto &name) { return isOurs(name.text); }))
        judge(comment);
    return std::move(findings_);
  }

private:
  void judge(const NolintComment &comment) {
    const std::string word = wordOf(comment);
    if (comment.blanks) {
      const unsigned at = static_cast<unsigned>(context_.text.find_first_of(" \t", comment.begin));
      report(comment, "'" + word + " (...)' silences every check: a blank before the list hides it",
             Fix{"take the blank out", Safety::Safe, {edit(at, comment.blanks, "")}});
      return;
    }
    for (const NolintComment::Name &name : comment.names)
      if (isOurs(name.text))
        judge(comment, name);
    if (context_.needsReason && comment.reason.empty())
      report(comment, "'" + word + "(...)' doesn't say why", std::nullopt);
  }

  void judge(const NolintComment &comment, const NolintComment::Name &name) {
    const bool isGlob = llvm::StringRef(name.text).contains('*');
    if (!isGlob && !findCheck(name.text)) {
      std::vector<std::string> known;
      for (const Check *check : allChecks())
        known.push_back(check->id.str());
      const std::string meant = nearestSpelling(name.text, known);
      report(comment, "no check is called '" + name.text + "'" + didYouMean(name.text, known),
             meant.empty()
                 ? std::nullopt
                 : std::optional(
                       Fix{"write '" + meant + "'",
                           Safety::Safe,
                           {edit(name.offset, static_cast<unsigned>(name.text.size()), meant)}}));
      return;
    }
    const bool ran =
        llvm::any_of(context_.checks, [&](const std::string &check) { return names(name, check); });
    if (context_.isCovered && ran && !silences(comment, name))
      report(comment,
             "nothing on " +
                 std::string(comment.kind == NolintComment::NextLine ? "the next line"
                             : comment.kind == NolintComment::Begin  ? "these lines"
                                                                     : "this line") +
                 " needs '" + wordOf(comment) + "(" + name.text + ")' any more",
             removal(comment, name));
  }

  std::string wordOf(const NolintComment &comment) const {
    return llvm::StringRef(context_.text)
        .substr(comment.begin)
        .take_while([](char c) { return llvm::isAlpha(c); })
        .str();
  }

  bool silences(const NolintComment &comment, const NolintComment::Name &name) const {
    const auto begin = silenced_.lower_bound(firstLine(comment));
    const auto end = silenced_.upper_bound(lastLine(comment, comments_));
    return std::any_of(begin, end, [&](const auto &entry) { return names(name, entry.second); });
  }

  /// Takes the name out of the list, or the whole comment where it has no other; none for a block,
  /// whose end must go with it.
  std::optional<Fix> removal(const NolintComment &comment, const NolintComment::Name &name) const {
    if (comment.kind == NolintComment::Begin)
      return std::nullopt;
    const llvm::StringRef text = context_.text;
    if (comment.names.size() > 1) {
      const bool isFirst = comment.names.front().offset == name.offset;
      size_t begin = name.offset, end = name.offset + name.text.size();
      if (isFirst)
        end = text.find_first_not_of(", \t", end);
      else
        begin = text.take_front(begin).find_last_not_of(", \t") + 1;
      return Fix{"take the name out of the list",
                 Safety::Safe,
                 {edit(static_cast<unsigned>(begin), static_cast<unsigned>(end - begin), "")}};
    }
    size_t begin = text.take_front(comment.commentBegin).rtrim(" \t").size(),
           end = comment.commentEnd;
    const bool isAlone = begin == 0 || text[begin - 1] == '\n';
    if (isAlone && end < text.size() && text[end] == '\r')
      ++end;
    if (isAlone && end < text.size() && text[end] == '\n')
      ++end;
    return Fix{"remove the comment",
               Safety::Safe,
               {edit(static_cast<unsigned>(begin), static_cast<unsigned>(end - begin), "")}};
  }

  Edit edit(unsigned offset, unsigned length, const std::string &text) const {
    return {context_.file, offset, length, text};
  }

  void report(const NolintComment &comment, const std::string &message, std::optional<Fix> fix) {
    Finding finding;
    finding.check = NolintCheck.id.str();
    finding.severity = NolintCheck.severity;
    finding.message = message;
    finding.file = context_.file;
    finding.line = finding.endLine = comment.line;
    finding.offset = comment.begin;
    const llvm::StringRef text = context_.text;
    const size_t lineStart = text.take_front(comment.begin).rfind('\n') + 1;
    finding.column = static_cast<unsigned>(comment.begin - lineStart + 1);
    finding.endColumn = finding.column + comment.end - comment.begin;
    finding.tokens = text.slice(lineStart, text.find('\n', comment.begin)).trim().str();
    if (fix)
      finding.fixes.push_back(std::move(*fix));
    findings_.push_back(std::move(finding));
  }

  const NolintContext &context_;
  std::vector<NolintComment> comments_;
  std::multimap<unsigned, llvm::StringRef> silenced_; ///< the checks by the lines of their findings
  std::vector<Finding> findings_;
};

} // namespace

std::vector<Finding> judgeNolint(const NolintContext &context) { return Judge(context).run(); }

/// The tokens of a text without its comments: what an added comment must leave as it is.
static std::vector<std::string> tokensOf(const std::string &text) {
  std::vector<std::string> tokens;
  const clang::LangOptions language = cpp20();
  clang::Lexer lexer(clang::SourceLocation(), language, text.data(), text.data(),
                     text.data() + text.size());
  clang::Token token;
  while (!lexer.LexFromRawLexer(token))
    tokens.emplace_back(lexer.getBufferLocation() - token.getLength(), token.getLength());
  return tokens;
}

std::optional<Edit> suppressionOf(const std::string &file, const std::string &text, unsigned line,
                                  llvm::StringRef check, llvm::StringRef reason) {
  for (const NolintComment &comment : nolintComments(text))
    if (comment.kind == NolintComment::NextLine && comment.line + 1 == line &&
        !comment.names.empty() && !comment.blanks)
      return Edit{file, comment.end - 1, 0, ", " + check.str()};
  const llvm::StringRef code = lineOf(text, line);
  if (!code.data()) // behind the last line
    return std::nullopt;
  const unsigned offset = static_cast<unsigned>(code.data() - text.data());
  const llvm::StringRef indent = code.take_while([](char c) { return c == ' ' || c == '\t'; });
  // A backslash at its end would make the code a part of the comment.
  const llvm::StringRef end = reason.rtrim().ends_with("\\") ? "." : "";
  Edit edit{file, offset, 0,
            (indent + "// NOLINTNEXTLINE(" + check + "): " + reason.rtrim() + end + "\n").str()};
  std::string edited = text;
  edited.insert(edit.offset, edit.text);
  const bool continuesMacro =
      llvm::StringRef(text).take_front(offset).rtrim("\r\n").ends_with("\\");
  if (continuesMacro || tokensOf(edited) != tokensOf(text))
    return std::nullopt;
  return edit;
}

} // namespace corolint::tool
