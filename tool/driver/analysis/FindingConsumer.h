// What the checks report, as clang-tidy's engine hears it.
#pragma once
#include "checks/Metadata.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang-tidy/NoLintDirectiveHandler.h"
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace corolint::tool {

/// A diagnostic as the check gave it, before clang-tidy's engine turned it into text: with the
/// metadata that rides on it.
struct RawDiagnostic {
  std::string check;
  std::string message;
  std::string file;
  unsigned offset = 0;
  unsigned end = 0; ///< of what it points at, in the same file
  bool hasEdits = false;
  bool isSuppressed = false; ///< by a comment
  std::optional<Metadata> metadata;
  std::vector<RawDiagnostic> notes{};
};

/// clang-tidy's consumer, which decides what is suppressed and filtered, with an ear for the
/// metadata.
class FindingConsumer final : public clang::tidy::ClangTidyDiagnosticConsumer {
public:
  explicit FindingConsumer(clang::tidy::ClangTidyContext &context)
      : ClangTidyDiagnosticConsumer(context, nullptr, /*RemoveIncompatibleErrors=*/false),
        context_(context) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level level,
                        const clang::Diagnostic &info) override {
    if (isHeeded(info))
      return;
    record(level, info);
    ClangTidyDiagnosticConsumer::HandleDiagnostic(level, info);
  }

  /// The raw diagnostic that became this error: the first with its place, check and text, as take()
  /// keeps the first too.
  const RawDiagnostic *rawOf(const clang::tidy::ClangTidyError &error) const {
    const auto found = index_.find({error.DiagnosticName, error.Message.FilePath,
                                    error.Message.FileOffset, error.Message.Message});
    return found == index_.end() ? nullptr : &raw_[found->second];
  }

  /// What comments silenced, in the order of the text of the checks.
  std::vector<const RawDiagnostic *> suppressed() const {
    std::vector<const RawDiagnostic *> result;
    for (const RawDiagnostic &raw : raw_)
      if (raw.isSuppressed)
        result.push_back(&raw);
    return result;
  }

  /// By subject of findings the places, hashed, where the user does what they ask for.
  const std::map<std::uint64_t, std::set<std::uint64_t>> &heeded() const { return heeded_; }

private:
  /// Whether it is no finding, but the word that none was needed; that is noted.
  bool isHeeded(const clang::Diagnostic &info);
  void record(clang::DiagnosticsEngine::Level level, const clang::Diagnostic &info);
  unsigned endOf(const clang::Diagnostic &info, clang::SourceLocation at, unsigned offset) const;

  using Key =
      std::tuple<std::string, std::string, unsigned, std::string>; ///< check, file, offset, message
  clang::tidy::ClangTidyContext &context_;
  clang::tidy::NoLintDirectiveHandler nolint_;
  std::vector<RawDiagnostic> raw_;
  std::map<Key, size_t> index_;
  std::map<std::uint64_t, std::set<std::uint64_t>> heeded_;
};

} // namespace corolint::tool
