// Code beside the program: tests, examples, benchmarks, as the folders say in which a project keeps
// them.
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

/// What the file of a place is for, by the folders of the project that it is in. The project begins
/// where the way to the file parts from that to the folder that it is compiled in.
Trial trialAt(clang::SourceLocation at, const clang::ASTContext &context);

} // namespace corolint
