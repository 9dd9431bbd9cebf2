// What clang-tidy's engine reports as findings, while the sources are at hand.
#pragma once
#include "tool/driver/base/JudgedUnit.h"

namespace clang {
class LangOptions;
class SourceManager;
} // namespace clang

namespace corolint::tool {

class FindingConsumer;
class UserCode;

/// Takes what the consumer heard into the result: findings, those that comments silence, and which
/// of the user's files have such comments.
/// @param directory of the unit, from which files are named
void collectFindings(FindingConsumer &consumer, const clang::SourceManager &sources,
                     const clang::LangOptions &language, const std::string &directory,
                     UserCode &code, JudgedUnit &result);

} // namespace corolint::tool
