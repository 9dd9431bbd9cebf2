// What a portable build leaves out: Clang's static analyser, of which no check of corolint's asks
// anything and which would bring the solver Z3, and a function that only newer C libraries have.
#include "clang/StaticAnalyzer/Frontend/AnalysisConsumer.h"
#include "llvm/Support/ErrorHandling.h"
#include <sys/random.h>

/// clang-tidy's engine calls it only where a check of `clang-analyzer-*` is on, and these programs
/// know none.
std::unique_ptr<clang::ento::AnalysisASTConsumer>
clang::ento::CreateAnalysisConsumer(clang::CompilerInstance &) {
  llvm::report_fatal_error("this build of corolint has no static analyser");
}

/// The C++ library's `std::random_device` calls it; glibc has it since 2.36, and the programs are
/// to run on 2.35 (Ubuntu 22.04), too.
extern "C" unsigned arc4random() {
  unsigned value = 0;
  if (getentropy(&value, sizeof value) != 0)
    llvm::report_fatal_error("the system gives no random numbers");
  return value;
}
