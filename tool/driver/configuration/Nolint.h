// NOLINT comments: what they name, what they silence, and what is wrong with them. clang-tidy's own
// code decides what is silenced; this only reads the comments, by the same grammar.
#pragma once
#include "tool/driver/base/Finding.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace corolint::tool {

/// One directive in a comment.
struct NolintComment {
  enum Kind { SameLine, NextLine, Begin, End };
  /// A check, or a glob of checks, of its list.
  struct Name {
    std::string text;
    unsigned offset = 0;
  };
  Kind kind = SameLine;
  unsigned line = 0;
  unsigned commentBegin = 0; ///< offset of the `//` or `/*`
  unsigned commentEnd = 0;   ///< offset behind the comment
  unsigned begin = 0;        ///< offset of "NOLINT"
  unsigned end = 0;          ///< offset behind the list, or the word where there is none
  std::vector<Name> names;   ///< empty where it silences every check
  unsigned blanks =
      0; ///< how much stands between the word and a list that clang-tidy doesn't see because of it
  std::string reason; ///< the words behind it
};

/// Every directive in the comments of a text, in their order.
std::vector<NolintComment> nolintComments(const std::string &text);

/// The words that were left with the comments of a file.
class NolintReasons {
public:
  explicit NolintReasons(const std::string &text);
  /// Those of the comment that silences a check on a line; empty where there are none.
  std::string of(llvm::StringRef check, unsigned line) const;

private:
  /// A comment that silences all lines up to the last.
  struct Block {
    size_t comment;
    unsigned last;
  };
  std::vector<NolintComment> comments_;
  std::map<unsigned, std::vector<size_t>> ofLine_;
  std::vector<Block> blocks_;
};

/// Whether the comments of a file are judged, and whether each must say why: by `.clang-tidy`, and
/// by `--checks`, which is `asked`.
struct NolintRules {
  bool isOn = true;
  bool needsReason = false;
};
NolintRules nolintRules(const std::string &file, llvm::StringRef asked);

/// What a file's comments are judged by.
struct NolintContext {
  std::string file; ///< as shown
  const std::string &text;
  const std::vector<const Finding *> &suppressed; ///< what comments silenced in the file
  std::set<std::string> checks;                   ///< that ran on the file
  bool isCovered =
      false; ///< all that could be found in the file was: what silences nothing can be told
  bool needsReason = false;
};

/// The findings about a file's comments.
std::vector<Finding> judgeNolint(const NolintContext &context);

/// An edit that silences a check on a line, with a reason: a comment on the line before it, or one
/// more name in the comment there. None where no comment can stand there, as in a macro or a raw
/// string.
std::optional<Edit> suppressionOf(const std::string &file, const std::string &text, unsigned line,
                                  llvm::StringRef check, llvm::StringRef reason);

} // namespace corolint::tool
