#include "tool/corolint/Verbs.h"
#include "tool/driver/base/Files.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Regex.h"
#include <CLI/CLI.hpp>
#include <iostream>

namespace corolint::tool {

/// What a program prints for `--version`.
static std::optional<std::string> versionText(const std::string &program) {
  llvm::SmallString<128> output;
  if (llvm::sys::fs::createTemporaryFile("corolint", "txt", output))
    return std::nullopt;
  const std::optional<llvm::StringRef> redirects[] = {llvm::StringRef(), output.str(),
                                                      llvm::StringRef()};
  const int exit = llvm::sys::ExecuteAndWait(program, {program, "--version"}, std::nullopt,
                                             redirects, /*SecondsToWait=*/30);
  const std::optional<std::string> text = readFile(output);
  llvm::sys::fs::remove(output);
  return exit == 0 ? text : std::nullopt;
}

/// Why this clang-tidy can't load the plugin; empty when it can. Another LLVM would say it in
/// undefined symbols.
static std::string refusalOf(const std::string &name) {
  const auto program = llvm::sys::findProgramByName(name);
  if (!program)
    return name + ": " + program.getError().message();
  const std::optional<std::string> text = versionText(*program);
  llvm::SmallVector<llvm::StringRef, 2> match;
  if (!text || !llvm::Regex("LLVM version ([0-9]+)").match(*text, &match))
    return name + ": it doesn't say which LLVM it is of";
  if (match[1] == COROLINT_LLVM_MAJOR)
    return "";
  return name + " is of LLVM " + match[1].str() +
         ", and the plugin is for LLVM " COROLINT_LLVM_MAJOR ": use clang-tidy-" COROLINT_LLVM_MAJOR
         ", or build corolint with that LLVM";
}

int runPluginPath(const Arguments &arguments) {
  CLI::App app("Print the path of the plugin for clang-tidy's --load.", "corolint plugin-path");
  std::string clangTidy;
  app.add_option("CLANG_TIDY", clangTidy,
                 "the clang-tidy that is to load it, to see whether it can");
  if (const std::optional<int> exit = parse(app, arguments))
    return *exit;
  if (!clangTidy.empty())
    if (const std::string refusal = refusalOf(clangTidy); !refusal.empty()) {
      complain(refusal);
      return Failed;
    }
  const std::string plugin = besideProgram("../lib/corolint-tidy-" COROLINT_LLVM_MAJOR ".so");
  if (!llvm::sys::fs::exists(plugin)) {
    complain(plugin + ": the plugin isn't installed with this corolint");
    return Failed;
  }
  std::cout << plugin << "\n";
  return Clean;
}

} // namespace corolint::tool
