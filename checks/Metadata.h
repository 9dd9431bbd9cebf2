// What a finding carries besides the text that every clang-tidy shows. It travels inside the
// diagnostic, as the flag value that clang itself prints behind `=` of a warning option and
// clang-tidy ignores: no global, and no second channel.
#pragma once
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

/// error: work or an error is certainly lost, or memory certainly dangles; note: advice that is
/// asked for.
enum class Severity { Note, Warning, Error };

/// How sure a finding is. high: the harm follows from code that was seen; medium: from a declared
/// contract, a model or a convention; low: worth a look.
enum class Confidence { Low, Medium, High };

/// safe: keeps the meaning that the user intended; unsafe: compiles, but wants a look.
enum class Safety { Safe, Unsafe };

llvm::StringRef toString(Severity severity);
llvm::StringRef toString(Confidence confidence);
llvm::StringRef toString(Safety safety);
std::optional<Severity> severityFromString(llvm::StringRef text);
std::optional<Confidence> confidenceFromString(llvm::StringRef text);

/// The option of clang-tidy, of all checks, that says how sure a finding is at least that is
/// reported: "low" reports all, anything else what is of medium confidence or better.
inline constexpr llvm::StringLiteral ConfidenceOption = "CorolintConfidence";

/// The option of clang-tidy, of all checks, by which a driver that sees all of a program asks for
/// the places where the user does what findings ask for elsewhere: "true".
inline constexpr llvm::StringLiteral PracticeOption = "CorolintPractice";

/// The extra of a diagnostic: of a finding its severity, confidence and function, of a note with
/// edits its safety.
struct Metadata {
  Severity severity = Severity::Warning;
  Confidence confidence = Confidence::Medium;
  /// The things whose use a finding finds fault with, see Subject.
  std::vector<std::uint64_t> subjects{};
  bool isHeeded = false; ///< no finding: here the user does with them what findings ask for
  std::string function;  ///< qualified name of the enclosing function, empty outside of one
  std::optional<Safety> fixSafety{}; ///< set on notes that offer a fix
};

/// One line of text, and back. Decoding answers nothing for a text that encode() didn't write.
std::string encode(const Metadata &metadata);
std::optional<Metadata> decode(llvm::StringRef text);

} // namespace corolint
