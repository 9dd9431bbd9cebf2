#include "tool/corolint/Defaults.h"
#include "checks/Models.h"
#include "tool/driver/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <CLI/CLI.hpp>

namespace corolint::tool {

namespace {

/// A key of `defaults`, the flag that it stands for, and what it can't stand beside.
struct Known {
  std::string Defaults::*value;
  const char *flag;
  bool isPath;
  std::vector<const char *> instead;
};

const Known Table[] = {
    {&Defaults::build, "-p", true, {}},
    {&Defaults::baseline, "--baseline", true, {"--write-baseline"}},
    {&Defaults::failOn, "--fail-on", false, {}},
    {&Defaults::headerFiles, "--header-files", false, {}},
    {&Defaults::timeout, "--timeout", false, {}},
};

bool names(const std::vector<std::string> &arguments, llvm::StringRef flag) {
  return llvm::any_of(arguments, [&](llvm::StringRef argument) {
    return flag.starts_with("--") ? argument == flag || argument.starts_with((flag + "=").str()) : argument.starts_with(flag);
  });
}

} // namespace

std::string addDefaults(const CLI::App &app, std::vector<std::string> &arguments) {
  const auto isTaken = [&](const Known &known) { return app.get_option_no_throw(known.flag) != nullptr; };
  if (llvm::none_of(Table, isTaken))
    return {};
  const std::string file = Models::configurationFor(absolutePath("x"), *llvm::vfs::getRealFileSystem());
  const std::optional<std::string> text = file.empty() ? std::nullopt : readFile(file);
  if (!text)
    return {};
  llvm::Expected<Configuration> configuration = parseConfiguration(llvm::MemoryBufferRef(*text, displayPath(file)));
  if (!configuration)
    return llvm::toString(configuration.takeError());
  for (const Known &known : Table) {
    const std::string &value = configuration->defaults.*known.value;
    const bool isSaid = names(arguments, known.flag) || llvm::any_of(known.instead, [&](const char *other) { return names(arguments, other); });
    if (value.empty() || isSaid || !isTaken(known))
      continue;
    arguments.push_back(known.flag);
    arguments.push_back(known.isPath ? displayPath(value, llvm::sys::path::parent_path(file)) : value);
  }
  return {};
}

} // namespace corolint::tool
