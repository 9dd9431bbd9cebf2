#include "tool/driver/Database.h"
#include "tool/driver/Files.h"
#include "tool/driver/Flags.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace corolint::tool {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using clang::tooling::CompilationDatabase;
using clang::tooling::CompileCommand;

/// How many of a kind of notice are told one by one.
static constexpr size_t NoticesInFull = 5;

static bool isSource(llvm::StringRef file) {
  return llvm::StringSwitch<bool>(path::extension(file)).Cases({".cpp", ".cc", ".cxx", ".c++", ".C", ".cppm", ".ixx"}, true).Default(false);
}

static bool isBelow(llvm::StringRef file, llvm::StringRef folder) {
  return file.consume_front(folder) && (file.starts_with("/") || folder.ends_with("/"));
}

/// "line:column" of an offset.
static std::string position(llvm::StringRef text, size_t offset) {
  const llvm::StringRef before = text.take_front(offset);
  return std::to_string(before.count('\n') + 1) + ":" + std::to_string(offset - (before.rfind('\n') + 1) + 1);
}

/// Says where a text stops being JSON; empty when it is.
static std::string errorInJson(const std::string &file, const std::string &text) {
  try {
    struct Ignore : nlohmann::json_sax<nlohmann::json> {
      bool null() override { return true; }
      bool boolean(bool) override { return true; }
      bool number_integer(number_integer_t) override { return true; }
      bool number_unsigned(number_unsigned_t) override { return true; }
      bool number_float(number_float_t, const string_t &) override { return true; }
      bool string(string_t &) override { return true; }
      bool binary(binary_t &) override { return true; }
      bool start_object(std::size_t) override { return true; }
      bool key(string_t &) override { return true; }
      bool end_object() override { return true; }
      bool start_array(std::size_t) override { return true; }
      bool end_array() override { return true; }
      bool parse_error(std::size_t at, const std::string &, const nlohmann::detail::exception &error) override {
        offset = at > 0 ? at - 1 : 0;
        // "[json.exception...] parse error at line 1, column 2: what happened": the place is told our way
        const llvm::StringRef what = error.what();
        message = what.substr(what.find(": ") + 2).str();
        return false;
      }
      size_t offset = 0;
      std::string message;
    } reader;
    if (nlohmann::json::sax_parse(text, &reader))
      return {};
    return displayPath(file) + ":" + position(text, reader.offset) + ": not JSON: " + reader.message;
  } catch (const std::exception &error) {
    return displayPath(file) + ": " + error.what();
  }
}

namespace {

/// One database as read.
struct Loaded {
  std::string file;
  std::vector<CompileCommand> commands;
  std::unique_ptr<CompilationDatabase> nearest; ///< answers for files that it doesn't have, too
};

/// Gathers units, each file once.
class Gatherer {
public:
  explicit Gatherer(const Selection &selection) : selection_(selection) {}

  Units run() {
    checkPaths();
    if (found_.error.empty() && selection_.flags)
      withFlags(*selection_.flags);
    else if (found_.error.empty())
      withDatabases();
    tellLeftOut();
    return std::move(found_);
  }

private:
  void checkPaths() {
    for (const std::string &given : selection_.paths) {
      const std::string file = absolutePath(given);
      if (!fs::exists(file)) {
        found_.error = "no such file or folder: " + given;
        return;
      }
      (fs::is_directory(file) ? folders_ : files_).push_back(file);
    }
  }

  void withDatabases() {
    std::vector<std::string> databases;
    if (selection_.buildDirectories.empty()) {
      databases = discover();
    } else {
      for (const std::string &directory : selection_.buildDirectories) {
        const std::string file = databaseIn(directory);
        if (file.empty()) {
          found_.error = directory + ": no compile_commands.json there; for CMake, configure with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON";
          return;
        }
        databases.push_back(file);
      }
    }
    if (databases.empty()) {
      withoutDatabase();
      return;
    }
    std::vector<Loaded> loaded;
    for (const std::string &file : databases) {
      loaded.push_back(load(file));
      if (!found_.error.empty())
        return;
    }
    for (const Loaded &database : loaded)
      addAll(database);
    for (const std::string &file : files_)
      if (!taken_.contains(file))
        addNearest(file, loaded);
    if (found_.units.empty() && found_.unusable.empty() && files_.empty())
      addFromFolders(loaded);
  }

  /// The database of a `-p`.
  static std::string databaseIn(const std::string &given) {
    const std::string file = absolutePath(given);
    if (fs::is_regular_file(file))
      return file;
    for (const char *name : {"compile_commands.json", "compile_flags.txt"})
      if (fs::is_regular_file(file + "/" + name))
        return file + "/" + name;
    return {};
  }

  /// Looks upward from what is to be analysed, in each folder and in its build folders.
  std::vector<std::string> discover() {
    std::string start = absolutePath(".");
    if (!files_.empty())
      start = path::parent_path(files_.front()).str();
    else if (!folders_.empty())
      start = folders_.front();
    for (llvm::StringRef folder = start; !folder.empty(); folder = path::parent_path(folder)) {
      const std::vector<std::string> candidates = databasesOf(folder);
      if (!candidates.empty()) {
        tellChoice(candidates);
        return {candidates.front()};
      }
      if (fs::exists(folder + "/.git"))
        break; // what lies above belongs to another project
    }
    return {};
  }

  /// The databases of a folder and of its build folders, the best first: the folder's own, then the newest.
  static std::vector<std::string> databasesOf(llvm::StringRef folder) {
    std::vector<std::string> result;
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
    std::sort(dated.begin(), dated.end(), [](const auto &a, const auto &b) { return std::tie(b.first, a.second) < std::tie(a.first, b.second); });
    for (const auto &[date, file] : dated)
      result.push_back(file);
    if (const std::string flags = (folder + "/compile_flags.txt").str(); result.empty() && fs::is_regular_file(flags))
      result.push_back(flags);
    return result;
  }

  static std::vector<std::string> subfolders(const llvm::Twine &folder) {
    std::vector<std::string> result;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; entry != end && !error; entry.increment(error))
      if (entry->type() == fs::file_type::directory_file)
        result.push_back(entry->path());
    std::sort(result.begin(), result.end());
    return result;
  }

  void tellChoice(const std::vector<std::string> &candidates) {
    std::string notice = "using " + displayPath(candidates.front());
    if (candidates.size() > 1) {
      notice += " (also there:";
      for (size_t index = 1; index < candidates.size(); ++index)
        notice += " " + displayPath(path::parent_path(candidates[index]).str());
      notice += "; choose with -p)";
    }
    found_.notices.push_back(notice);
  }

  Loaded load(const std::string &file) {
    const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk = llvm::vfs::createPhysicalFileSystem();
    Loaded loaded{file, {}, nullptr};
    const std::optional<std::string> text = readFile(file);
    if (!text) {
      found_.error = displayPath(file) + ": it can't be read";
      return loaded;
    }
    std::string message;
    if (path::filename(file) == "compile_flags.txt") {
      loaded.nearest = clang::tooling::FixedCompilationDatabase::loadFromFile(file, message);
      if (!loaded.nearest)
        found_.error = displayPath(file) + ": " + message;
      return loaded;
    }
    found_.error = errorInJson(file, *text);
    if (!found_.error.empty())
      return loaded;
    std::unique_ptr<CompilationDatabase> database = clang::tooling::JSONCompilationDatabase::loadFromBuffer(
        *text, message, clang::tooling::JSONCommandLineSyntax::AutoDetect);
    if (!database) {
      found_.error = displayPath(file) + ": not a compilation database: " + message;
      return loaded;
    }
    database = inferTargetAndDriverMode(expandResponseFiles(std::move(database), disk));
    loaded.commands = database->getAllCompileCommands();
    loaded.nearest = inferMissingCompileCommands(std::move(database));
    return loaded;
  }

  bool isWanted(const std::string &file) const {
    if (files_.empty() && folders_.empty())
      return true;
    return std::find(files_.begin(), files_.end(), file) != files_.end() ||
           std::any_of(folders_.begin(), folders_.end(), [&](const std::string &folder) { return isBelow(file, folder); });
  }

  void addAll(const Loaded &database) {
    std::set<std::string> inThis; // the same file twice in one database is analysed once
    for (const CompileCommand &command : database.commands) {
      const std::string directory = absolutePath(command.Directory, path::parent_path(database.file).str());
      const std::string file = absolutePath(command.Filename, directory);
      if (!isWanted(file) || !isCpp(file, command.CommandLine))
        continue;
      if (!fs::is_directory(directory)) {
        leftOut_.push_back(displayPath(file) + ": its directory " + directory + " doesn't exist");
        continue;
      }
      if (!fs::exists(file)) {
        leftOut_.push_back(displayPath(file) + ": it doesn't exist");
        continue;
      }
      if (inThis.insert(file).second)
        add({file, directory, command.CommandLine, {}, "its entry in " + displayPath(database.file)});
    }
  }

  /// C, assembly and the like can't hold a coroutine; what only flags could make C++ is left to clang.
  static bool isCpp(llvm::StringRef file, const std::vector<std::string> &command) {
    const llvm::StringRef extension = path::extension(file);
    const bool other = extension == ".c" || extension == ".s" || extension == ".S" || extension == ".asm" || extension == ".rc" || extension == ".f90";
    return !other || std::find(command.begin(), command.end(), "c++") != command.end();
  }

  void add(CompileUnit unit) {
    unit.given = unit.command;
    repairFlags(unit);
    const auto isSame = [&](const CompileUnit &other) { return other.file == unit.file && other.command == unit.command; };
    const bool isNewFile = taken_.insert(unit.file).second;
    if (isNewFile || std::none_of(found_.units.begin(), found_.units.end(), isSame))
      found_.units.push_back(std::move(unit));
  }

  /// A file that no database has takes the flags of the entry that looks most alike.
  void addNearest(const std::string &file, const std::vector<Loaded> &databases) {
    for (const Loaded &database : databases) {
      std::vector<CompileCommand> commands = database.nearest->getCompileCommands(file);
      if (commands.empty() || !fs::is_directory(commands.front().Directory))
        continue;
      const CompileCommand &command = commands.front();
      if (!command.Heuristic.empty() && path::filename(database.file) != "compile_flags.txt")
        borrowed_.push_back(displayPath(file) + ": not in " + displayPath(database.file) + "; flags " + command.Heuristic);
      add({file, command.Directory, command.CommandLine, {}, displayPath(database.file) + ", " + (command.Heuristic.empty() ? "for any file" : command.Heuristic)});
      return;
    }
    found_.unusable.push_back({displayPath(file), "no entry of the compilation database is usable for it"});
  }

  /// No entry lies in the folders asked for: their sources take the nearest flags.
  void addFromFolders(const std::vector<Loaded> &databases) {
    for (const std::string &folder : folders_)
      for (const std::string &file : sourcesBelow(folder))
        addNearest(file, databases);
    if (found_.units.empty() && folders_.empty() && leftOut_.empty())
      found_.notices.push_back(displayPath(databases.front().file) + " names no C++ file");
  }

  /// All sources below a folder, but not those of hidden folders and build trees.
  static std::vector<std::string> sourcesBelow(const std::string &folder) {
    std::vector<std::string> result;
    std::error_code error;
    for (fs::recursive_directory_iterator entry(folder, error), end; entry != end && !error; entry.increment(error)) {
      const llvm::StringRef name = path::filename(entry->path());
      if (entry->type() == fs::file_type::directory_file && (name.starts_with(".") || fs::exists(entry->path() + "/CMakeCache.txt")))
        entry.no_push();
      else if (entry->type() == fs::file_type::regular_file && isSource(entry->path()))
        result.push_back(entry->path());
    }
    std::sort(result.begin(), result.end());
    return result;
  }

  void withoutDatabase() {
    if (files_.empty() && folders_.empty()) {
      found_.error = "no compile_commands.json found here or upward, and no file named\n"
                     "name files or folders, or a build folder with -p (CMake writes the database with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON)";
      return;
    }
    found_.notices.push_back("no compile_commands.json found: assuming -std=c++20 and no other flags (give flags behind --, or a build folder with -p)");
    addWithFlags({"-std=c++20"});
  }

  void withFlags(std::vector<std::string> flags) {
    if (files_.empty() && folders_.empty()) {
      found_.error = "flags behind -- need files or folders to go with";
      return;
    }
    if (!namesStandard(flags)) {
      found_.notices.push_back("no -std= given: assuming -std=c++20");
      flags.push_back("-std=c++20");
    }
    addWithFlags(flags);
  }

  void addWithFlags(const std::vector<std::string> &flags) {
    std::vector<std::string> sources = files_;
    for (const std::string &folder : folders_) {
      const std::vector<std::string> below = sourcesBelow(folder);
      sources.insert(sources.end(), below.begin(), below.end());
    }
    for (const std::string &file : sources) {
      if (taken_.contains(file))
        continue;
      std::vector<std::string> command{"clang++"};
      command.insert(command.end(), flags.begin(), flags.end());
      if (!isSource(file))
        command.insert(command.end(), {"-x", path::extension(file).starts_with(".h") ? "c++-header" : "c++"});
      command.push_back(file);
      add({file, absolutePath("."), command, {}, selection_.flags ? "the flags behind --" : "nothing: C++20 is assumed"});
    }
  }

  void tellLeftOut() {
    tell(leftOut_, " more entries of the database whose file or directory doesn't exist");
    tell(borrowed_, " more files that aren't in the database");
  }

  void tell(const std::vector<std::string> &notices, const char *more) {
    for (size_t index = 0; index < notices.size() && index < NoticesInFull; ++index)
      found_.notices.push_back(notices[index]);
    if (notices.size() > NoticesInFull)
      found_.notices.push_back(std::to_string(notices.size() - NoticesInFull) + more);
  }

  const Selection &selection_;
  Units found_;
  std::vector<std::string> files_;   ///< asked for by name
  std::vector<std::string> folders_; ///< asked for by name
  std::set<std::string> taken_;
  std::vector<std::string> leftOut_;
  std::vector<std::string> borrowed_;
};

} // namespace

Units findUnits(const Selection &selection) { return Gatherer(selection).run(); }

} // namespace corolint::tool
