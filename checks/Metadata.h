// What a finding carries besides the text that every clang-tidy shows. It travels inside the diagnostic, as the flag value that
// clang itself prints behind `=` of a warning option and clang-tidy ignores: no global, and no second channel.
#pragma once
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace corolint {

/// error: work or an error is certainly lost, or memory certainly dangles; note: advice that is asked for.
enum class Severity { Note, Warning, Error };

/// safe: keeps the meaning that the user intended; unsafe: compiles, but wants a look.
enum class Safety { Safe, Unsafe };

llvm::StringRef toString(Severity severity);
llvm::StringRef toString(Safety safety);
std::optional<Severity> severityFromString(llvm::StringRef text);

/// The extra of a diagnostic: of a finding its severity and function, of a note with edits its safety.
struct Metadata {
  Severity severity = Severity::Warning;
  std::string function;                 ///< qualified name of the enclosing function, empty outside of one
  std::optional<Safety> fixSafety{};    ///< set on notes that offer a fix
};

/// One line of text, and back. Decoding answers nothing for a text that encode() didn't write.
std::string encode(const Metadata &metadata);
std::optional<Metadata> decode(llvm::StringRef text);

} // namespace corolint
