#include "tool/driver/units/Flags.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/units/IncludeScan.h"
#include "clang/Basic/LangStandard.h"
#include "clang/Options/Options.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <algorithm>
#include <set>

namespace corolint::tool {

/// Asks clang-22 itself, where the directory known at build time is gone.
static std::string askClang() {
  const auto clang = llvm::sys::findProgramByName("clang-22");
  llvm::SmallString<128> output;
  if (!clang || llvm::sys::fs::createTemporaryFile("corolint", "txt", output))
    return {};
  const std::optional<llvm::StringRef> redirects[] = {llvm::StringRef(), output.str(),
                                                      llvm::StringRef()};
  const int exit =
      llvm::sys::ExecuteAndWait(*clang, {*clang, "-print-resource-dir"}, std::nullopt, redirects);
  const std::string answer = readFile(output).value_or("");
  llvm::sys::fs::remove(output);
  return exit == 0 ? llvm::StringRef(answer).trim().str() : "";
}

const std::string &resourceDirectory() {
  static const std::string directory = [] {
    for (const std::string &known :
         {besideProgram("../lib/corolint/clang"), std::string(COROLINT_RESOURCE_DIR)})
      if (llvm::sys::fs::is_directory(known + "/include"))
        return known;
    return askClang();
  }();
  return directory;
}

bool namesStandard(const std::vector<std::string> &command) {
  for (const std::string &argument : command)
    if (const llvm::StringRef flag = argument;
        flag.starts_with("-std=") || flag.starts_with("--std=") || flag.starts_with("/std:") ||
        flag.starts_with("-std:"))
      return true;
  return false;
}

static bool isCl(const std::vector<std::string> &command) {
  for (const std::string &argument : command)
    if (argument == "--driver-mode=cl")
      return true;
  const llvm::StringRef program = llvm::sys::path::stem(command.front());
  return program.equals_insensitive("cl") || program.ends_with_insensitive("clang-cl");
}

/// `-Xclang -include-pch -Xclang X` names a file that only the compiler that wrote it can read;
/// what it was made of is included as text beside it.
static void dropPrecompiledHeaders(std::vector<std::string> &command) {
  for (size_t index = 0; index + 3 < command.size();) {
    if (command[index] == "-Xclang" && command[index + 1] == "-include-pch" &&
        command[index + 2] == "-Xclang")
      command.erase(command.begin() + static_cast<std::ptrdiff_t>(index),
                    command.begin() + static_cast<std::ptrdiff_t>(index) + 4);
    else
      ++index;
  }
}

/// CMake puts a map of the modules that a source imports into each command for C++20; it is made
/// when the source is built. Where none is imported, nothing is missing without it.
static void dropMissingModuleMaps(CompileUnit &unit) {
  const auto isMissingMap = [&](llvm::StringRef argument) {
    return argument.consume_front("@") && argument.ends_with(".modmap") &&
           !llvm::sys::fs::exists(absolutePath(argument, unit.directory));
  };
  if (std::any_of(unit.command.begin() + 1, unit.command.end(), isMissingMap) &&
      !usesModules(readFile(unit.file).value_or("")))
    unit.command.erase(std::remove_if(unit.command.begin() + 1, unit.command.end(), isMissingMap),
                       unit.command.end());
}

/// GCC has coroutines in older languages too, where it is told so; clang has them in C++20 only.
static void raiseStandard(const llvm::opt::InputArgList &parsed,
                          std::vector<std::string> &command) {
  if (!parsed.hasArg(clang::options::OPT_fcoroutines))
    return;
  const llvm::opt::Arg *given = parsed.getLastArg(clang::options::OPT_std_EQ);
  const llvm::StringRef name = given ? given->getValue() : "gnu++17";
  const clang::LangStandard *standard = clang::LangStandard::getLangStandardForName(name);
  if (!standard || !standard->isCPlusPlus() || standard->isCPlusPlus20())
    return;
  std::erase_if(command, [](llvm::StringRef flag) { return flag.starts_with("-std="); });
  command.insert(command.begin() + 1, standard->isGNUMode() ? "-std=gnu++20" : "-std=c++20");
}

/// The compiler with the folder that it is in: from there clang finds the system's headers, and
/// what it calls them is the name of a file also without its `..` only then.
static std::string withFolder(const std::string &compiler) {
  if (llvm::sys::path::has_parent_path(compiler))
    return compiler;
  const auto found = llvm::sys::findProgramByName(compiler);
  return found ? *found : compiler;
}

void repairFlags(CompileUnit &unit) {
  if (unit.command.empty())
    return;
  std::vector<std::string> &command = unit.command;
  dropPrecompiledHeaders(command);
  dropMissingModuleMaps(unit);
  std::vector<const char *> arguments;
  for (size_t index = 1; index < command.size(); ++index)
    arguments.push_back(command[index].c_str());
  unsigned missingIndex = 0;
  unsigned missingCount = 0;
  const unsigned visible = isCl(command) ? clang::options::CLOption : clang::options::ClangOption;
  const llvm::opt::InputArgList parsed = clang::getDriverOptTable().ParseArgs(
      arguments, missingIndex, missingCount, llvm::opt::Visibility(visible));
  std::set<unsigned> unknown;
  for (const llvm::opt::Arg *argument : parsed)
    if (argument->getOption().getKind() == llvm::opt::Option::UnknownClass)
      unknown.insert(argument->getIndex());
  std::vector<std::string> kept{withFolder(command.front())};
  if (!resourceDirectory().empty() && !parsed.hasArg(clang::options::OPT_resource_dir))
    kept.push_back("-resource-dir=" + resourceDirectory());
  for (unsigned index = 0; index < arguments.size(); ++index)
    if (!unknown.contains(index))
      kept.push_back(command[index + 1]);
  std::swap(command, kept); // what was parsed points into the arguments as they were
  raiseStandard(parsed, command);
}

} // namespace corolint::tool
