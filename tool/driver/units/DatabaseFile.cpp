#include "tool/driver/units/DatabaseFile.h"
#include "tool/driver/base/Files.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace corolint::tool {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using clang::tooling::CompilationDatabase;
using UnorderedJson = nlohmann::json;

/// What an entry may say; more is no business of ours, and may be nested as deep as it likes.
static constexpr const char *Keys[] = {"directory", "file", "command", "arguments", "output"};

/// What stands for bytes that are no UTF-8.
static constexpr llvm::StringLiteral Replacement = "\xEF\xBF\xBD";

/// "line:column" of an offset.
static std::string position(llvm::StringRef text, size_t offset) {
  const llvm::StringRef before = text.take_front(offset);
  return std::to_string(before.count('\n') + 1) + ":" +
         std::to_string(offset - (before.rfind('\n') + 1) + 1);
}

/// "[json.exception...] parse error at line 1, column 2: what happened": the place is told our way.
static std::string withoutPlace(llvm::StringRef what) {
  return what.substr(what.find(": ") + 2).str();
}

static bool isText(const UnorderedJson &entry, const char *key) {
  const auto value = entry.find(key);
  return value != entry.end() && value->is_string() &&
         !value->get_ref<const std::string &>().empty();
}

static bool isCommand(const UnorderedJson &entry) {
  if (const auto arguments = entry.find("arguments"); arguments != entry.end())
    return arguments->is_array() && !arguments->empty() &&
           llvm::all_of(*arguments,
                        [](const UnorderedJson &argument) { return argument.is_string(); });
  return isText(entry, "command") &&
         !llvm::StringRef(entry.at("command").get_ref<const std::string &>()).trim().empty();
}

/// Of a text, or a flat array of texts.
static bool holdsReplacement(const UnorderedJson &value) {
  if (value.is_array())
    return llvm::any_of(value, [](const UnorderedJson &item) {
      return llvm::StringRef(item.get_ref<const std::string &>()).contains(Replacement);
    });
  return llvm::StringRef(value.get_ref<const std::string &>()).contains(Replacement);
}

namespace {

/// Takes the entries out of a database that say too little to be compiled.
class EntryFilter {
public:
  EntryFilter(DatabaseFile &database, bool isUtf8) : database_(database), isUtf8_(isUtf8) {}

  /// Answers the text for clang's reader, which refuses all where it can't read one.
  std::string keepUsable(const std::string &text, const UnorderedJson &entries) {
    std::vector<const UnorderedJson *> kept;
    bool isAsGiven = isUtf8_;
    for (size_t index = 0; index < entries.size(); ++index) {
      const UnorderedJson &entry = entries[index];
      if (!isUsable(entry, index)) {
        isAsGiven = false;
        continue;
      }
      for (const auto &[key, value] : entry.items())
        isAsGiven &= llvm::is_contained(Keys, key);
      kept.push_back(&entry);
    }
    return isAsGiven ? text : rewritten(kept);
  }

private:
  static std::string rewritten(const std::vector<const UnorderedJson *> &entries) {
    UnorderedJson result = UnorderedJson::array();
    for (const UnorderedJson *entry : entries) {
      UnorderedJson object = UnorderedJson::object();
      for (const char *key : Keys)
        if (const auto value = entry->find(key); value != entry->end())
          object[key] = *value;
      result.push_back(std::move(object));
    }
    return result.dump();
  }

  bool isUsable(const UnorderedJson &entry, size_t index) {
    const std::string number = "entry " + std::to_string(index + 1);
    const std::string shown = displayPath(database_.file);
    if (!entry.is_object() || !isText(entry, "file")) {
      database_.unusable.push_back(
          {shown, number + (entry.is_object() ? " names no file" : " is no object")});
      return false;
    }
    const std::string wrong = wrongWith(entry);
    if (wrong.empty())
      return true;
    const std::string directory = isText(entry, "directory")
                                      ? entry.at("directory").get<std::string>()
                                      : path::parent_path(database_.file).str();
    database_.unusable.push_back(
        {displayPath(absolutePath(entry.at("file").get<std::string>(), directory)),
         "its entry in " + shown + " (" + number + ") " + wrong});
    return false;
  }

  std::string wrongWith(const UnorderedJson &entry) const {
    if (!isCommand(entry))
      return "has no command";
    if (!isText(entry, "directory"))
      return "has no directory";
    for (const char *key : {"command", "output"})
      if (const auto value = entry.find(key); value != entry.end() && !value->is_string())
        return std::string("has a '") + key + "' that is no text";
    const auto isBroken = [&](const char *key) {
      const auto value = entry.find(key);
      return value != entry.end() && holdsReplacement(*value);
    };
    return !isUtf8_ && llvm::any_of(Keys, isBroken) ? "isn't UTF-8" : "";
  }

  DatabaseFile &database_;
  bool isUtf8_;
};

} // namespace

/// The text of a database for clang's reader; sets the error where it is none.
static std::string usableText(const std::string &text, DatabaseFile &database) {
  const std::string shown = displayPath(database.file);
  const bool isUtf8 = llvm::json::isUTF8(text);
  const std::string valid = isUtf8 ? text : llvm::json::fixUTF8(text);
  try {
    const UnorderedJson entries = UnorderedJson::parse(valid);
    if (!entries.is_array()) {
      database.error = shown + ": not a compilation database: it is no array";
      return {};
    }
    const std::string usable = EntryFilter(database, isUtf8).keepUsable(valid, entries);
    if (!entries.empty() && database.unusable.size() == entries.size())
      database.error =
          shown + ": not a compilation database: no entry is usable; " +
          (database.unusable[0].file == shown ? "" : database.unusable[0].file + ": ") +
          database.unusable[0].reason;
    return usable;
  } catch (const UnorderedJson::parse_error &error) {
    const size_t at = error.byte > 0 ? error.byte - 1 : 0;
    database.error =
        shown + ":" + position(valid, at) + ": not JSON: " + withoutPlace(error.what());
  } catch (const std::exception &error) {
    database.error = shown + ": " + error.what();
  }
  return {};
}

static void readFlags(DatabaseFile &database) {
  std::string message;
  database.nearest = clang::tooling::FixedCompilationDatabase::loadFromFile(database.file, message);
  if (!database.nearest)
    database.error = displayPath(database.file) + ": " + message;
}

DatabaseFile readDatabase(const std::string &file) {
  DatabaseFile result;
  result.file = file;
  const std::optional<std::string> text = readFile(file);
  if (!text) {
    result.error = displayPath(file) + ": it can't be read";
    return result;
  }
  if (path::filename(file) == "compile_flags.txt") {
    readFlags(result);
    return result;
  }
  const std::string usable = usableText(*text, result);
  if (!result.error.empty())
    return result;
  std::string message;
  std::unique_ptr<CompilationDatabase> database =
      clang::tooling::JSONCompilationDatabase::loadFromBuffer(
          usable, message, clang::tooling::JSONCommandLineSyntax::AutoDetect);
  if (!database) {
    result.error = displayPath(file) + ": not a compilation database: " + message;
    return result;
  }
  database = inferTargetAndDriverMode(
      expandResponseFiles(std::move(database), llvm::vfs::createPhysicalFileSystem()));
  result.commands = database->getAllCompileCommands();
  result.nearest = inferMissingCompileCommands(std::move(database));
  return result;
}

std::string databaseIn(const std::string &given) {
  const std::string file = absolutePath(given);
  if (fs::is_regular_file(file))
    return file;
  for (const char *name : {"compile_commands.json", "compile_flags.txt"})
    if (fs::is_regular_file(file + "/" + name))
      return file + "/" + name;
  return {};
}

static std::vector<std::string> subfolders(const llvm::Twine &folder) {
  std::vector<std::string> result;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; entry != end && !error;
       entry.increment(error))
    if (entry->type() == fs::file_type::directory_file)
      result.push_back(entry->path());
  std::sort(result.begin(), result.end());
  return result;
}

std::vector<std::string> databasesOf(llvm::StringRef folder) {
  const std::string own = (folder + "/compile_commands.json").str();
  if (fs::is_regular_file(own))
    return {own};
  std::vector<std::pair<llvm::sys::TimePoint<>, std::string>> dated;
  const auto look = [&](const std::string &build) {
    fs::file_status status;
    const std::string file = build + "/compile_commands.json";
    if (!fs::status(file, status) && status.type() == fs::file_type::regular_file)
      dated.emplace_back(status.getLastModificationTime(), file);
  };
  for (const std::string &build : subfolders(folder)) {
    const llvm::StringRef name = path::filename(build);
    if (!name.starts_with("build") && name != "out" && !name.starts_with("cmake-build-"))
      continue;
    look(build);
    for (const std::string &preset : subfolders(build)) {
      look(preset);
      if (path::filename(preset) == "build")
        for (const std::string &deeper : subfolders(preset))
          look(deeper);
    }
  }
  std::sort(dated.begin(), dated.end(), [](const auto &a, const auto &b) {
    return std::tie(b.first, a.second) < std::tie(a.first, b.second);
  });
  std::vector<std::string> result;
  for (const auto &[date, file] : dated)
    result.push_back(file);
  if (const std::string flags = (folder + "/compile_flags.txt").str();
      result.empty() && fs::is_regular_file(flags))
    result.push_back(flags);
  return result;
}

} // namespace corolint::tool
