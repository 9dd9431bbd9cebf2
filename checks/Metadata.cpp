#include "checks/Metadata.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/Twine.h"

namespace corolint {

static constexpr llvm::StringLiteral Magic = "corolint|";

llvm::StringRef toString(Severity severity) {
  switch (severity) {
  case Severity::Note:
    return "note";
  case Severity::Warning:
    return "warning";
  case Severity::Error:
    return "error";
  }
  return "warning";
}

llvm::StringRef toString(Confidence confidence) {
  switch (confidence) {
  case Confidence::Low:
    return "low";
  case Confidence::Medium:
    return "medium";
  case Confidence::High:
    return "high";
  }
  return "medium";
}

llvm::StringRef toString(Safety safety) { return safety == Safety::Safe ? "safe" : "unsafe"; }

std::optional<Severity> severityFromString(llvm::StringRef text) {
  return llvm::StringSwitch<std::optional<Severity>>(text)
      .Case("note", Severity::Note)
      .Case("warning", Severity::Warning)
      .Case("error", Severity::Error)
      .Default(std::nullopt);
}

std::optional<Confidence> confidenceFromString(llvm::StringRef text) {
  return llvm::StringSwitch<std::optional<Confidence>>(text)
      .Case("low", Confidence::Low)
      .Case("medium", Confidence::Medium)
      .Case("high", Confidence::High)
      .Default(std::nullopt);
}

std::string encode(const Metadata &metadata) {
  const llvm::StringRef fix = metadata.fixSafety ? toString(*metadata.fixSafety) : "-";
  std::string subjects;
  for (const std::uint64_t subject : metadata.subjects)
    subjects += (subjects.empty() ? "" : ",") + std::to_string(subject);
  return (Magic + toString(metadata.severity) + "|" + toString(metadata.confidence) + "|" + fix +
          "|" + (metadata.isHeeded ? "heeded" : "-") + "|" + subjects + "|" + metadata.function)
      .str();
}

std::optional<Metadata> decode(llvm::StringRef text) {
  if (!text.consume_front(Magic))
    return std::nullopt;
  const auto [severity, afterSeverity] = text.split('|');
  const auto [confidence, afterConfidence] = afterSeverity.split('|');
  const auto [fix, afterFix] = afterConfidence.split('|');
  const auto [heeded, afterHeeded] = afterFix.split('|');
  const auto [subjects, function] = afterHeeded.split('|');
  Metadata result;
  result.severity = severityFromString(severity).value_or(Severity::Warning);
  result.confidence = confidenceFromString(confidence).value_or(Confidence::Medium);
  result.function = function.str();
  result.isHeeded = heeded == "heeded";
  llvm::SmallVector<llvm::StringRef, 2> parts;
  subjects.split(parts, ',', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  for (const llvm::StringRef part : parts)
    if (std::uint64_t subject = 0; !part.getAsInteger(10, subject))
      result.subjects.push_back(subject);
  if (fix != "-")
    result.fixSafety = fix == "safe" ? Safety::Safe : Safety::Unsafe;
  return result;
}

} // namespace corolint
