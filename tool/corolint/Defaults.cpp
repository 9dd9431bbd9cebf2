#include "tool/corolint/Defaults.h"
#include "checks/ModelKeys.h"
#include "checks/Models.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/base/Spelling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <CLI/CLI.hpp>

namespace corolint::tool {

namespace {

/// A key of `defaults`, the flag that it stands for, and what it can't stand beside.
struct Known {
  std::string Defaults::*value;
  const char *key;
  const char *flag;
  bool isPath;
  std::vector<const char *> instead;
};

const Known Table[] = {
    {&Defaults::build, "build", "-p", true, {}},
    {&Defaults::baseline, "baseline", "--baseline", true, {"--write-baseline"}},
    {&Defaults::confidence, "confidence", "--confidence", false, {}},
    {&Defaults::failOn, "fail-on", "--fail-on", false, {}},
    {&Defaults::headerFiles, "header-files", "--header-files", false, {}},
    {&Defaults::timeout, "timeout", "--timeout", false, {}},
};

bool names(const std::vector<std::string> &arguments, llvm::StringRef flag) {
  return llvm::any_of(arguments, [&](llvm::StringRef argument) {
    return flag.starts_with("--") ? argument == flag || argument.starts_with((flag + "=").str())
                                  : argument.starts_with(flag);
  });
}

/// The line of a key of `defaults`, which is known to be there: in a block, or behind a brace.
unsigned lineOfKey(llvm::StringRef text, llvm::StringRef key) {
  const size_t block = text.find("defaults");
  size_t at = block;
  const auto isKey = [&] {
    return text.substr(at + key.size()).ltrim("\"' ").starts_with(":") &&
           llvm::StringRef("\n\"' {,").contains(text[at - 1]);
  };
  do
    at = text.find(key, at + 1);
  while (at != llvm::StringRef::npos && !isKey());
  return static_cast<unsigned>(
             text.take_front(at == llvm::StringRef::npos ? block : at).count('\n')) +
         1;
}

} // namespace

GivenDefaults defaultsFor(const CLI::App &app, const std::vector<std::string> &arguments) {
  GivenDefaults given;
  const auto isTaken = [&](const Known &known) {
    return app.get_option_no_throw(known.flag) != nullptr;
  };
  if (llvm::none_of(Table, isTaken))
    return given;
  const std::string file =
      Models::configurationFor(absolutePath("x"), *llvm::vfs::getRealFileSystem());
  const std::optional<std::string> text = file.empty() ? std::nullopt : readFile(file);
  if (!text)
    return given;
  llvm::Expected<Configuration> configuration =
      parseConfiguration(llvm::MemoryBufferRef(*text, displayPath(file)));
  if (!configuration) {
    given.error = withNearestKey(llvm::toString(configuration.takeError()), configurationKeys());
    return given;
  }
  for (const Known &known : Table) {
    const std::string &value = configuration->defaults.*known.value;
    const bool isSaid =
        names(arguments, known.flag) ||
        llvm::any_of(known.instead, [&](const char *other) { return names(arguments, other); });
    if (value.empty() || isSaid || !isTaken(known))
      continue;
    const std::string place =
        displayPath(file) + ":" + std::to_string(lineOfKey(*text, known.key)) + ": ";
    const std::string path = displayPath(value, llvm::sys::path::parent_path(file));
    if (known.isPath && !llvm::sys::fs::exists(path))
      given.error = place + known.key + ": there is no " + path;
    given.places[known.flag] = place;
    given.arguments.push_back(known.flag);
    given.arguments.push_back(known.isPath ? path : value);
  }
  return given;
}

} // namespace corolint::tool
