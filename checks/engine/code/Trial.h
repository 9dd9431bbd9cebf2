// Code beside the program: tests, examples, benchmarks, and what others wrote, as the folders say
// in which a project keeps them. The project begins where the way to a file parts from that to the
// folder that it is compiled in.
#pragma once
#include "clang/Basic/SourceLocation.h"

namespace clang {
class ASTContext;
}

namespace corolint {

enum class Trial {
  None,
  Test,
  Example, ///< or a benchmark: small programs that show something
};

/// What the file of a place is for, by the folders of the project that it is in.
Trial trialAt(clang::SourceLocation at, const clang::ASTContext &context);

/// Whether a place is in a header that the project keeps a copy of,
/// `third_party/fakeit/fakeit.hpp`: whoever keeps it can't do much about it. What is compiled by
/// itself is the project's.
bool isVendored(clang::SourceLocation at, const clang::ASTContext &context);

} // namespace corolint
