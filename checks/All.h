// The table of contents of the checks.
#pragma once
#include "checks/Check.h"
#include "checks/engine/things/Unit.h"

namespace clang::tidy {
class ClangTidyCheckFactories;
}

namespace corolint {

/// Every check, in the order in which pages and lists show them.
llvm::ArrayRef<const Check *> allChecks();

/// The check of that id ("coro-unawaited-task"), or null.
const Check *findCheck(llvm::StringRef id);

/// The checks on by default as a list that clang-tidy's `Checks` takes: "coro-a,coro-b".
std::string defaultChecks();

/// Adds every check to clang-tidy's factories: all that the three faces need to have them.
/// @param find who knows the program of a file that is judged alone; may be empty
void registerAll(clang::tidy::ClangTidyCheckFactories &factories, FindProgram find = {});

} // namespace corolint
