#include "tool/driver/analysis/FindingConsumer.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/xxhash.h"

namespace corolint::tool {

using namespace clang;

bool FindingConsumer::isHeeded(const Diagnostic &info) {
  const std::optional<Metadata> metadata = decode(info.getFlagValue());
  if (!metadata || !metadata->isHeeded)
    return false;
  const SourceManager &sources = info.getSourceManager();
  const std::uint64_t place =
      llvm::xxh3_64bits((sources.getFilename(info.getLocation()) + ":" +
                         llvm::Twine(sources.getFileOffset(info.getLocation())))
                            .str());
  for (const std::uint64_t subject : metadata->subjects)
    heeded_[subject].insert(place);
  return true;
}

void FindingConsumer::record(DiagnosticsEngine::Level level, const Diagnostic &info) {
  RawDiagnostic raw;
  llvm::SmallString<128> text;
  info.FormatDiagnostic(text);
  const std::string check = context_.getCheckName(info.getID());
  llvm::StringRef message = text;
  message.consume_back((" [" + check + "]"));
  raw.check = check;
  raw.message = message.str();
  raw.hasEdits = info.getNumFixItHints() > 0;
  raw.metadata = decode(info.getFlagValue());
  if (info.getLocation().isValid() && info.hasSourceManager()) {
    const SourceManager &sources = info.getSourceManager();
    const SourceLocation at = sources.getFileLoc(info.getLocation());
    raw.file = sources.getFilename(at).str();
    raw.offset = sources.getFileOffset(at);
    raw.end = endOf(info, at, raw.offset);
    llvm::SmallVector<tooling::Diagnostic, 1>
        errors; // of the comments themselves: clang-tidy tells them
    raw.isSuppressed = level != DiagnosticsEngine::Note &&
                       llvm::StringRef(check).starts_with("coro-") &&
                       nolint_.shouldSuppress(level, info, check, errors, /*AllowIO=*/true,
                                              /*EnableNoLintBlocks=*/true);
  }
  if (level == DiagnosticsEngine::Note) {
    if (!raw_.empty())
      raw_.back().notes.push_back(std::move(raw));
    return;
  }
  index_.try_emplace({check, raw.file, raw.offset, raw.message}, raw_.size());
  raw_.push_back(std::move(raw));
}

/// The end of the range that the diagnostic begins with, else of the token there.
unsigned FindingConsumer::endOf(const Diagnostic &info, SourceLocation at, unsigned offset) const {
  const SourceManager &sources = info.getSourceManager();
  for (const CharSourceRange &range : info.getRanges()) {
    const CharSourceRange inFile = Lexer::makeFileCharRange(range, sources, context_.getLangOpts());
    if (inFile.isValid() && inFile.getBegin() == at)
      return sources.getFileOffset(inFile.getEnd());
  }
  return offset + Lexer::MeasureTokenLength(at, sources, context_.getLangOpts());
}

} // namespace corolint::tool
