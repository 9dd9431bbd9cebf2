#include "tool/driver/units/SourceFiles.h"
#include "tool/driver/base/Files.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <set>

namespace corolint::tool {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// How much of a file is looked at to tell text from something else.
static constexpr size_t BytesLookedAt = 64 * 1024;

FileKind kindOf(llvm::StringRef file) {
  return llvm::StringSwitch<FileKind>(path::extension(file))
      .Cases({".cpp", ".cc", ".cxx", ".c++", ".C", ".cp", ".CPP"}, FileKind::Source)
      .Cases({".cppm", ".ccm", ".cxxm", ".c++m", ".ixx"}, FileKind::Source)
      .Cases({".h", ".hh", ".hpp", ".hxx", ".h++", ".H", ".inl", ".inc"}, FileKind::Header)
      .Cases({".ipp", ".tpp", ".tcc", ".txx", ".icc", ".impl"}, FileKind::Header)
      .Default(FileKind::Other);
}

std::string objectionToContent(const std::string &file) {
  if (!fs::is_regular_file(file))
    return "it is no regular file";
  fs::file_status status;
  fs::status(file, status);
  if (status.getSize() == 0)
    return {};
  const auto buffer = llvm::MemoryBuffer::getFileSlice(
      file, std::min<std::uint64_t>(status.getSize(), BytesLookedAt), 0);
  if (!buffer)
    return "it can't be read: " + buffer.getError().message();
  return (*buffer)->getBuffer().contains('\0') ? "it isn't text" : "";
}

/// Whether a text that has no telling name, as a standard header has none, begins as code does.
static bool hasDirective(llvm::StringRef text) {
  while (!text.empty()) {
    const auto [line, rest] = text.split('\n');
    text = rest;
    for (const char *start : {"#include", "#pragma", "#ifndef", "#if ", "#define"})
      if (line.ltrim().starts_with(start))
        return true;
  }
  return false;
}

std::string objectionTo(const std::string &file) {
  if (std::string objection = objectionToContent(file); !objection.empty())
    return objection;
  if (kindOf(file) != FileKind::Other)
    return {};
  if (path::extension(file).empty() && hasDirective(readFile(file).value_or("")))
    return {};
  return "its name isn't that of C++ code (it is, with -x c++ behind --)";
}

namespace {

class Walk {
public:
  FolderContent run(const std::string &folder) {
    visit(folder);
    std::sort(content_.sources.begin(), content_.sources.end());
    std::sort(content_.headers.begin(), content_.headers.end());
    return std::move(content_);
  }

private:
  /// What is in a folder, what is there itself before what links lead to.
  std::vector<std::string> entriesOf(const std::string &folder) {
    std::vector<std::pair<bool, std::string>> entries;
    std::error_code error;
    fs::directory_iterator entry(folder, error, /*follow_symlinks=*/false);
    for (const fs::directory_iterator end; !error && entry != end; entry.increment(error))
      entries.emplace_back(entry->type() == fs::file_type::symlink_file, entry->path());
    if (error)
      content_.unreadable.push_back({displayPath(folder), "it can't be read: " + error.message()});
    std::sort(entries.begin(), entries.end());
    std::vector<std::string> result;
    for (auto &[isLink, path] : entries)
      result.push_back(std::move(path));
    return result;
  }

  void visit(const std::string &folder) {
    const std::optional<fs::UniqueID> identity = identityOf(folder);
    if (!identity || !seen_.insert(*identity).second)
      return;
    for (const std::string &entry : entriesOf(folder)) {
      fs::file_status status;
      if (fs::status(entry, status))
        continue; // a link to nothing
      if (status.type() == fs::file_type::directory_file && isOfTheProject(entry))
        visit(entry);
      else if (status.type() == fs::file_type::regular_file)
        add(entry, status.getUniqueID());
    }
  }

  static bool isOfTheProject(const std::string &folder) {
    return !path::filename(folder).starts_with(".") && !fs::exists(folder + "/CMakeCache.txt");
  }

  void add(const std::string &file, fs::UniqueID identity) {
    const FileKind kind = kindOf(file);
    if (kind != FileKind::Other && seen_.insert(identity).second)
      (kind == FileKind::Source ? content_.sources : content_.headers).push_back(file);
  }

  FolderContent content_;
  std::set<fs::UniqueID> seen_;
};

} // namespace

FolderContent filesBelow(const std::string &folder) { return Walk().run(folder); }

std::optional<fs::UniqueID> identityOf(const std::string &file) {
  fs::UniqueID identity;
  if (fs::getUniqueID(file, identity))
    return std::nullopt;
  return identity;
}

const std::string &FirstNames::of(const std::string &file) {
  const auto [entry, isNew] = names_.try_emplace(file, file);
  if (isNew)
    if (const std::optional<fs::UniqueID> identity = identityOf(file))
      entry->second = first_.try_emplace(*identity, file).first->second;
  return entry->second;
}

} // namespace corolint::tool
