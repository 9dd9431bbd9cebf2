#include "tests/variants/Rewriting.h"
#include <algorithm>

namespace corolint::test {

const llvm::StringLiteral Prelude = "#define STATEMENT(...) __VA_ARGS__\n"
                                    "bool always(); \n";

const std::vector<Rewriting> &allRewritings() {
  static const std::vector<Rewriting> All = {
      {"names", "the user's names are longer: each keeps its words", renameKeepingWords},
      {"all names", "the user's names say nothing", renameAll},
      {"block", "a statement stands in a block of its own", wrapInBlock},
      {"do", "a statement stands in `do { } while (false)`", wrapInDo},
      {"macro", "a statement or declaration is a macro's argument", wrapInMacro},
      {"if", "the body of a coroutine stands in an `if`", wrapBodyInIf},
      {"loop", "the body of a coroutine stands in a loop that turns once", wrapBodyInLoop},
      {"awaited", "what is awaited is a variable first", hoistAwaited},
      {"dropped", "what is dropped is a variable first", hoistDropped},
      {"returned", "what is returned is a variable first", hoistReturned},
      {"template", "a function is a template", makeTemplate},
      {"member", "a free function is a static member", makeMember},
      {"wrapper", "a function is called through one that forwards", callThroughWrapper},
      {"alias", "the task type has another name", aliasTaskTypes},
      {"own type", "the task type is another class with the same contract", ownTaskTypes},
  };
  return All;
}

std::string rewritten(const std::string &text, const std::vector<Place> &places) {
  std::vector<TextEdit> edits;
  for (const Place &place : places)
    edits.insert(edits.end(), place.begin(), place.end());
  std::ranges::stable_sort(edits, {}, &TextEdit::offset);
  std::string result;
  unsigned at = 0;
  for (const TextEdit &edit : edits) {
    if (edit.offset < at)
      continue;
    result += text.substr(at, edit.offset - at) + edit.text;
    at = edit.offset + edit.length;
  }
  return result + text.substr(at);
}

} // namespace corolint::test
