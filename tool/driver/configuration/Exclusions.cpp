#include "tool/driver/configuration/Exclusions.h"
#include "checks/ModelKeys.h"
#include "checks/Models.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/base/Spelling.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace corolint::tool {

bool Exclusions::contains(const std::string &file) {
  const Configured &configured = configuredFor(file);
  llvm::StringRef inside = file;
  if (configured.globs.empty() || !inside.consume_front(configured.folder))
    return false;
  inside = inside.ltrim('/');
  return llvm::any_of(configured.globs,
                      [&](const llvm::GlobPattern &glob) { return glob.match(inside); });
}

const Exclusions::Configured &Exclusions::configuredFor(llvm::StringRef file) {
  const auto [path, isNewFolder] =
      configurationOfFolder_.try_emplace(llvm::sys::path::parent_path(file));
  if (isNewFolder)
    path->second = Models::configurationFor(file, *llvm::vfs::getRealFileSystem());
  const auto [entry, isNew] = configured_.try_emplace(path->second);
  if (isNew && !path->second.empty())
    entry->second = read(path->second);
  return entry->second;
}

Exclusions::Configured Exclusions::read(const std::string &configuration) {
  Configured result{llvm::sys::path::parent_path(configuration).str(), {}};
  const std::string shown = displayPath(configuration);
  const std::optional<std::string> text = readFile(configuration);
  if (!text) {
    errors_.push_back(shown + ": it can't be read");
    return result;
  }
  llvm::Expected<Configuration> parsed = parseConfiguration(llvm::MemoryBufferRef(*text, shown));
  if (!parsed) {
    errors_.push_back(withNearestKey(llvm::toString(parsed.takeError()), configurationKeys()));
    return result;
  }
  for (const std::string &glob : parsed->exclude)
    for (const std::string &pattern : {glob, llvm::StringRef(glob).rtrim('/').str() + "/*"}) {
      llvm::Expected<llvm::GlobPattern> compiled =
          llvm::GlobPattern::create(patterns_.emplace_back(pattern));
      if (compiled) {
        result.globs.push_back(std::move(*compiled));
        continue;
      }
      errors_.push_back(shown + ": exclude: '" + glob +
                        "': " + llvm::toString(compiled.takeError()));
      break;
    }
  return result;
}

} // namespace corolint::tool
