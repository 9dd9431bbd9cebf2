#include "tool/driver/analysis/Collector.h"
#include "tool/driver/analysis/FindingConsumer.h"
#include "tool/driver/analysis/UserCode.h"
#include "tool/driver/base/Files.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

namespace corolint::tool {

using namespace clang;
namespace tidy = clang::tidy;

namespace {

/// How much code tells a finding apart: a generated line may hold a program.
constexpr size_t MostTokenBytes = 16384;

/// Turns what clang-tidy's engine reports into findings, while the sources are at hand.
class Collector {
public:
  Collector(const SourceManager &sources, const LangOptions &language, const std::string &directory,
            JudgedUnit &result)
      : sources_(sources), language_(language), directory_(directory), result_(result) {}

  void add(const tidy::ClangTidyError &error, const RawDiagnostic &raw) {
    std::optional<Finding> finding = asFinding(raw, endOf(error, raw));
    if (!finding)
      return;
    if (error.IsWarningAsError)
      finding->severity = Severity::Error;
    addNotes(error, raw, *finding);
    result_.findings.push_back(std::move(*finding));
  }

  /// What a comment silences is told without its fixes.
  void addSuppressed(const RawDiagnostic &raw) {
    std::optional<Finding> finding = asFinding(raw, raw.end);
    if (!finding)
      return;
    finding->suppressed.by = SuppressedBy::Comment;
    for (const RawDiagnostic &note : raw.notes)
      if (const std::optional<FileID> file = note.hasEdits ? std::nullopt : open(note.file))
        finding->steps.push_back(stepOf(note.message, note.file, *file, note.offset));
    result_.suppressed.push_back(std::move(*finding));
  }

  /// Remembers which of the user's files have NOLINT comments.
  void addNolintFiles(UserCode &code) {
    for (unsigned index = 1; index < sources_.local_sloc_entry_size(); ++index) {
      const SrcMgr::SLocEntry &entry = sources_.getLocalSLocEntry(index);
      const OptionalFileEntryRef file =
          entry.isFile() ? entry.getFile().getContentCache().OrigEntry : std::nullopt;
      if (!file || !code.contains(SourceLocation::getFromRawEncoding(entry.getOffset())))
        continue;
      const std::string path = file->getName().str();
      const std::optional<llvm::StringRef> text =
          entry.getFile().getContentCache().getBufferDataIfLoaded();
      if (!text || !text->contains("NOLINT"))
        continue;
      open(path);
      result_.nolintFiles.push_back(shown(path));
    }
    llvm::sort(result_.nolintFiles);
    result_.nolintFiles.erase(std::unique(result_.nolintFiles.begin(), result_.nolintFiles.end()),
                              result_.nolintFiles.end());
  }

private:
  /// The finding without notes.
  std::optional<Finding> asFinding(const RawDiagnostic &raw, unsigned end) {
    const std::optional<FileID> file = open(raw.file);
    if (!file)
      return std::nullopt;
    Finding finding;
    finding.check = raw.check;
    finding.severity = raw.metadata ? raw.metadata->severity : Severity::Warning;
    finding.confidence = raw.metadata ? raw.metadata->confidence : Confidence::Medium;
    finding.function = raw.metadata ? raw.metadata->function : "";
    if (raw.metadata)
      finding.subjects = raw.metadata->subjects;
    finding.message = raw.message;
    finding.file = shown(raw.file);
    finding.offset = raw.offset;
    finding.line = sources_.getLineNumber(*file, finding.offset);
    finding.column = sources_.getColumnNumber(*file, finding.offset);
    finding.endLine = sources_.getLineNumber(*file, end);
    finding.endColumn = sources_.getColumnNumber(*file, end);
    finding.tokens = tokensOf(*file, finding.line, std::min(finding.endLine, finding.line + 2));
    return finding;
  }

  Step stepOf(const std::string &message, const std::string &path, FileID file, unsigned offset) {
    return {message, shown(path), sources_.getLineNumber(file, offset),
            sources_.getColumnNumber(file, offset)};
  }

  /// The file by its path, its content noted for whoever reads it later.
  std::optional<FileID> open(const std::string &path) {
    const OptionalFileEntryRef entry = sources_.getFileManager().getOptionalFileRef(path);
    if (!entry)
      return std::nullopt;
    const FileID file = sources_.translateFile(*entry);
    if (file.isInvalid())
      return std::nullopt;
    if (!result_.contents.contains(shown(path)))
      result_.contents[shown(path)] = contentHash(sources_.getBufferData(file));
    return file;
  }

  const std::string &shown(const std::string &path) {
    std::string &result = shown_[path];
    if (result.empty())
      result = displayPath(path, directory_);
    return result;
  }

  static unsigned endOf(const tidy::ClangTidyError &error, const RawDiagnostic &raw) {
    for (const tooling::FileByteRange &range : error.Message.Ranges)
      if (range.FilePath == error.Message.FilePath &&
          range.FileOffset <= error.Message.FileOffset &&
          range.FileOffset + range.Length > error.Message.FileOffset)
        return range.FileOffset + range.Length;
    return raw.end;
  }

  /// The code of these lines without comments and layout.
  std::string tokensOf(FileID file, unsigned first, unsigned last) {
    const llvm::StringRef text = sources_.getBufferData(file);
    const SourceLocation from = sources_.translateLineCol(file, first, 1);
    Lexer lexer(sources_.getLocForStartOfFile(file), language_, text.begin(),
                text.begin() + sources_.getFileOffset(from), text.end());
    std::string result;
    Token token;
    while (result.size() < MostTokenBytes && !lexer.LexFromRawLexer(token)) {
      const unsigned offset = sources_.getFileOffset(token.getLocation());
      if (sources_.getLineNumber(file, offset) > last)
        break;
      result += (result.empty() ? "" : " ") + text.substr(offset, token.getLength()).str();
    }
    return result;
  }

  /// A note with edits is a fix, one without is a step; what the engine adds by itself (macro
  /// backtraces) is neither.
  void addNotes(const tidy::ClangTidyError &error, const RawDiagnostic &raw, Finding &finding) {
    auto expected = raw.notes.begin();
    for (const tooling::DiagnosticMessage &note : error.Notes) {
      const auto match =
          std::find_if(expected, raw.notes.end(), [&](const RawDiagnostic &candidate) {
            return candidate.message == note.Message && candidate.file == note.FilePath &&
                   candidate.offset == note.FileOffset;
          });
      if (match == raw.notes.end())
        continue;
      expected = match + 1;
      if (!note.Fix.empty())
        finding.fixes.push_back(fixOf(note, *match));
      else if (const std::optional<FileID> file = open(note.FilePath))
        finding.steps.push_back(stepOf(note.Message, note.FilePath, *file, note.FileOffset));
    }
  }

  Fix fixOf(const tooling::DiagnosticMessage &note, const RawDiagnostic &raw) {
    Fix fix;
    fix.title = note.Message;
    fix.safety =
        raw.metadata && raw.metadata->fixSafety ? *raw.metadata->fixSafety : Safety::Unsafe;
    for (const auto &[path, replacements] : note.Fix)
      for (const tooling::Replacement &replacement : replacements) {
        const std::string file = absolutePath(replacement.getFilePath(), directory_);
        open(file);
        fix.edits.push_back({shown(file), replacement.getOffset(), replacement.getLength(),
                             replacement.getReplacementText().str()});
      }
    std::sort(fix.edits.begin(), fix.edits.end());
    return fix;
  }

  const SourceManager &sources_;
  const LangOptions &language_;
  const std::string &directory_;
  JudgedUnit &result_;
  std::map<std::string, std::string> shown_;
};

} // namespace

void collectFindings(FindingConsumer &consumer, const SourceManager &sources,
                     const LangOptions &language, const std::string &directory, UserCode &code,
                     JudgedUnit &result) {
  Collector collector(sources, language, directory, result);
  for (const tidy::ClangTidyError &error : consumer.take())
    if (const RawDiagnostic *raw = consumer.rawOf(error);
        raw && llvm::StringRef(error.DiagnosticName).starts_with("coro-"))
      collector.add(error, *raw);
  for (const RawDiagnostic *raw : consumer.suppressed())
    collector.addSuppressed(*raw);
  collector.addNolintFiles(code);
  result.heeded = consumer.heeded();
}

} // namespace corolint::tool
