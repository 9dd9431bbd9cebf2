// Other ways of writing the same program: whatever is right about the one is right about the other.
// Each rewriting looks at the AST of an input and answers with edits that keep every line where it
// is, so that a finding can be looked for on its line.
#pragma once
#include "llvm/ADT/StringRef.h"
#include <filesystem>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
}

namespace corolint::test {

/// Replaces `length` bytes at `offset`. The text holds no line end.
struct TextEdit {
  unsigned offset = 0;
  unsigned length = 0;
  std::string text;
};

/// Edits that only make sense together.
using Place = std::vector<TextEdit>;

/// A name for one way of rewriting, and the places of a parsed file where it applies.
struct Rewriting {
  llvm::StringLiteral name;
  llvm::StringLiteral summary; ///< what is done, for the table's legend
  std::vector<Place> (*places)(clang::ASTContext &context);
};

/// All rewritings, in the order of the table.
const std::vector<Rewriting> &allRewritings();

/// What the rewritings need to find in a file: it is put behind the includes, in the original too,
/// so that both have the same lines.
extern const llvm::StringLiteral Prelude;

/// What else they need: the folder of hand-written headers.
void writeOwnHeaders(const std::filesystem::path &folder);

/// The text after these edits, which overlap nowhere.
std::string rewritten(const std::string &text, const std::vector<Place> &places);

// ---- The rewritings, by what they change

std::vector<Place> renameKeepingWords(clang::ASTContext &context);
std::vector<Place> renameAll(clang::ASTContext &context);
std::vector<Place> wrapInBlock(clang::ASTContext &context);
std::vector<Place> wrapInDo(clang::ASTContext &context);
std::vector<Place> wrapInMacro(clang::ASTContext &context);
std::vector<Place> wrapBodyInIf(clang::ASTContext &context);
std::vector<Place> wrapBodyInLoop(clang::ASTContext &context);
std::vector<Place> hoistAwaited(clang::ASTContext &context);
std::vector<Place> hoistDropped(clang::ASTContext &context);
std::vector<Place> hoistReturned(clang::ASTContext &context);
std::vector<Place> makeTemplate(clang::ASTContext &context);
std::vector<Place> makeMember(clang::ASTContext &context);
std::vector<Place> callThroughWrapper(clang::ASTContext &context);
std::vector<Place> aliasTaskTypes(clang::ASTContext &context);
std::vector<Place> ownTaskTypes(clang::ASTContext &context);

} // namespace corolint::test
