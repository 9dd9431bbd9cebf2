#include "tool/driver/analysis/Wire.h"
#include <nlohmann/json.hpp>

namespace corolint {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Question, kind, function, parameter)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ProgramPlace, in, file, line, column)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ProgramFact, claim, subject, reason, confidence, deadlocks,
                                   places)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(StatedFact::Need, on, at)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(StatedFact, fact, needs)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(FunctionFacts, defined, isInHeader, isVirtual, overrides, facts)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CoroutineKind, file, type, library)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(StartKind, file, by, library)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(StartCount, all, detached)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SilencedCount, withReason, withoutReason)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Inventory, coroutines, starts, silenced)

} // namespace corolint

namespace corolint::tool {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Step, message, file, line, column)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Edit, file, offset, length, text)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Fix, title, safety, edits)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Suppression, by, reason)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Finding, check, severity, confidence, message, file, line,
                                   column, endLine, endColumn, offset, function, fingerprint,
                                   tokens, steps, fixes, suppressed, subjects)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(UnitResult, outcome, reason, findings, suppressed, nolintFiles,
                                   contents, checks, reads, heeded, isCached, userSeconds, stages)

static void to_json(nlohmann::json &json, const JudgedUnit &unit) {
  to_json(json, static_cast<const UnitResult &>(unit));
  json["facts"] = unit.facts;
  json["inventory"] = unit.inventory;
  json["asked"] = unit.asked;
  json["stayedParsed"] = unit.stayedParsed;
  json["sharesHeaders"] = unit.sharesHeaders;
  json["refuted"] = unit.refuted;
  json["circumstances"] = unit.circumstances;
}
static void from_json(const nlohmann::json &json, JudgedUnit &unit) {
  from_json(json, static_cast<UnitResult &>(unit));
  json.at("facts").get_to(unit.facts);
  json.at("inventory").get_to(unit.inventory);
  json.at("asked").get_to(unit.asked);
  json.at("stayedParsed").get_to(unit.stayedParsed);
  json.at("sharesHeaders").get_to(unit.sharesHeaders);
  json.at("refuted").get_to(unit.refuted);
  json.at("circumstances").get_to(unit.circumstances);
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CachedResult, files, result)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Precompiled, file, headers, includes, direct, guarded, linked,
                                   inLinkage, behind, ahead, contested, definers, readers, spoken)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(KeptProgram, version, joinsWithoutHeader, facts, behind, files,
                                   practices)

/// Unlike JSON's text, CBOR takes any bytes as a string.
template <class T> static std::string asCbor(const T &value) {
  std::string bytes;
  nlohmann::json::to_cbor(nlohmann::json(value), bytes);
  return bytes;
}

/// Nothing for the bytes of a writer that died.
template <class T> static std::optional<T> fromCbor(const std::string &bytes) {
  try {
    return nlohmann::json::from_cbor(bytes).get<T>();
  } catch (const nlohmann::json::exception &) {
    return std::nullopt;
  }
}

std::string toBytes(const JudgedUnit &result) { return asCbor(result); }
std::optional<JudgedUnit> fromBytes(const std::string &bytes) {
  return fromCbor<JudgedUnit>(bytes);
}
std::string toBytes(const CachedResult &cached) { return asCbor(cached); }
std::optional<CachedResult> cachedFromBytes(const std::string &bytes) {
  return fromCbor<CachedResult>(bytes);
}
std::string toBytes(const Precompiled &headers) { return asCbor(headers); }
std::optional<Precompiled> precompiledFromBytes(const std::string &bytes) {
  return fromCbor<Precompiled>(bytes);
}
std::string toBytes(const KeptProgram &kept) { return asCbor(kept); }
std::optional<KeptProgram> programFromBytes(const std::string &bytes) {
  return fromCbor<KeptProgram>(bytes);
}

} // namespace corolint::tool
