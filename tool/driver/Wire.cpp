#include "tool/driver/Wire.h"
#include <nlohmann/json.hpp>

namespace corolint::tool {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Step, message, file, line, column)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Edit, file, offset, length, text)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Fix, title, safety, edits)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Suppression, by, reason)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Finding, check, severity, message, file, line, column, endLine, endColumn, offset, function,
                                   fingerprint, tokens, steps, fixes, suppressed)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(UnitResult, outcome, reason, findings, suppressed, nolintFiles, contents, checks, reads, userSeconds)

std::string toBytes(const UnitResult &result) {
  std::string bytes;
  nlohmann::json::to_cbor(nlohmann::json(result), bytes); // unlike JSON's text, CBOR takes any bytes as a string
  return bytes;
}

std::optional<UnitResult> fromBytes(const std::string &bytes) {
  try {
    return nlohmann::json::from_cbor(bytes).get<UnitResult>();
  } catch (const nlohmann::json::exception &) {
    return std::nullopt; // a worker that died while it wrote
  }
}

} // namespace corolint::tool
