#include "tool/corolint/Verbs.h"
#include <CLI/CLI.hpp>
#include <iostream>

namespace corolint::tool {

int runVersion(const Arguments &arguments) {
  CLI::App app("Print the version.", "corolint version");
  if (const std::optional<int> exit = parse(app, arguments))
    return *exit;
  std::cout << "corolint " COROLINT_VERSION " (LLVM " COROLINT_LLVM_VERSION ")\n";
  return Clean;
}

} // namespace corolint::tool
