#include "tool/driver/units/Database.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/units/DatabaseFile.h"
#include "tool/driver/units/Flags.h"
#include "tool/driver/units/SourceFiles.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <set>

namespace corolint::tool {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using clang::tooling::CompileCommand;

/// How many of a kind of notice are told one by one.
static constexpr size_t NoticesInFull = 5;

static bool isBelow(llvm::StringRef file, llvm::StringRef folder) {
  return file.consume_front(folder) && (file.starts_with("/") || folder.ends_with("/"));
}

/// The path without symbolic links, or as it is where there is no such file.
static std::string realPath(const std::string &file) {
  llvm::SmallString<256> real;
  return fs::real_path(file, real) ? file : real.str().str();
}

/// Whether flags say what language a file is in.
static bool namesLanguage(const std::vector<std::string> &flags) {
  return llvm::any_of(flags, [](llvm::StringRef flag) { return flag.starts_with("-x"); });
}

/// The command with what the user adds to every one.
static void addArguments(std::vector<std::string> &command, const Selection &selection) {
  command.insert(command.begin() + 1, selection.argumentsBefore.begin(),
                 selection.argumentsBefore.end());
  command.insert(llvm::find(command, "--"), selection.arguments.begin(), selection.arguments.end());
}

namespace {

/// What was asked for by name.
class Wanted {
public:
  /// Answers why a path can't be; empty where it can.
  std::string add(const std::string &given) {
    const std::string file = absolutePath(given);
    if (!fs::exists(file))
      return "no such file or folder: " + given;
    if (fs::is_directory(file)) {
      folders.push_back(file);
      realFolders_.push_back(realPath(file));
      return {};
    }
    files.push_back(file);
    if (const auto identity = identityOf(file))
      identities_.insert(*identity);
    return {};
  }

  bool isEverything() const { return files.empty() && folders.empty(); }

  bool contains(const std::string &file) const {
    if (isEverything() || llvm::is_contained(files, file))
      return true;
    for (const std::string &folder : folders)
      if (isBelow(file, folder))
        return true;
    if (const auto identity = identityOf(file); identity && identities_.count(*identity))
      return true;
    return isBelowRealFolder(file, realFolders_);
  }

  /// Whether a file lies below the folder, by whatever links.
  static bool isIn(const std::string &folder, const std::string &file) {
    return isBelow(file, folder) || isBelowRealFolder(file, {realPath(folder)});
  }

  std::vector<std::string> files;
  std::vector<std::string> folders;

private:
  static bool isBelowRealFolder(const std::string &file, const std::vector<std::string> &folders) {
    if (folders.empty())
      return false;
    const std::string real = realPath(file);
    return llvm::any_of(folders, [&](const std::string &folder) { return isBelow(real, folder); });
  }

  std::set<fs::UniqueID> identities_;
  std::vector<std::string> realFolders_;
};

/// Gathers units, each file once.
class Gatherer {
public:
  explicit Gatherer(const Selection &selection) : selection_(selection) {}

  Units run() {
    for (const std::string &given : selection_.paths)
      if (found_.error.empty())
        found_.error = wanted_.add(given);
    if (found_.error.empty() && selection_.flags)
      withFlags(*selection_.flags);
    else if (found_.error.empty())
      withDatabases();
    tell(borrowed_, " more files that aren't in the database");
    return std::move(found_);
  }

private:
  void withDatabases() {
    std::vector<std::string> databases;
    if (selection_.buildDirectories.empty())
      databases = discover();
    for (const std::string &directory : selection_.buildDirectories) {
      databases.push_back(databaseIn(directory));
      if (databases.back().empty()) {
        found_.error = directory + ": no compile_commands.json there; for CMake, configure with "
                                   "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON";
        return;
      }
    }
    if (databases.empty()) {
      withoutDatabase();
      return;
    }
    std::vector<DatabaseFile> loaded;
    for (const std::string &file : databases) {
      loaded.push_back(readDatabase(file));
      found_.error = loaded.back().error;
      if (!found_.error.empty())
        return;
    }
    for (const DatabaseFile &database : loaded)
      addAll(database);
    for (const std::string &file : wanted_.files)
      if (!isTaken(file))
        addNearest(file, loaded);
    for (const std::string &folder : wanted_.folders)
      addFromFolder(folder, loaded);
    if (found_.units.empty() && found_.unusable.empty() && wanted_.isEverything())
      found_.notices.push_back(displayPath(loaded.front().file) + " names no C++ file");
  }

  /// Looks upward from what is to be analysed, in each folder and in its build folders.
  std::vector<std::string> discover() {
    std::string start = absolutePath(".");
    if (!wanted_.files.empty())
      start = path::parent_path(wanted_.files.front()).str();
    else if (!wanted_.folders.empty())
      start = wanted_.folders.front();
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

  void addAll(const DatabaseFile &database) {
    const std::string itself = displayPath(database.file);
    for (const NotAnalysed &entry : database.unusable)
      if (wanted_.isEverything() ||
          (entry.file != itself && wanted_.contains(absolutePath(entry.file))))
        found_.unusable.push_back(entry);
    std::set<fs::UniqueID> inThis; // the same file twice in one database is analysed once
    for (const CompileCommand &command : database.commands) {
      const std::string directory =
          absolutePath(command.Directory, path::parent_path(database.file).str());
      const std::string file = absolutePath(command.Filename, directory);
      if (command.CommandLine.empty() || !wanted_.contains(file) ||
          !isCpp(file, command.CommandLine))
        continue;
      if (const std::string reason = whyMissing(file, directory); !reason.empty())
        lose(file, reason);
      else if (inThis.insert(*identityOf(file)).second)
        add({file, directory, command.CommandLine, {}, "its entry in " + itself});
    }
  }

  /// Why what an entry names isn't there to be compiled; empty where it is.
  static std::string whyMissing(const std::string &file, const std::string &directory) {
    if (!fs::is_directory(directory))
      return "its directory " + directory + " doesn't exist";
    fs::file_status status;
    const std::error_code error = fs::status(file, status);
    if (error == std::errc::no_such_file_or_directory)
      return "it doesn't exist";
    if (error)
      return "it can't be read: " + error.message();
    return status.type() == fs::file_type::regular_file ? "" : "it is no regular file";
  }

  void lose(const std::string &file, std::string reason) {
    found_.unusable.push_back({displayPath(file), std::move(reason)});
  }

  /// C, assembly and the like can't hold a coroutine; what only flags could make C++ is left to
  /// clang.
  static bool isCpp(llvm::StringRef file, const std::vector<std::string> &command) {
    const llvm::StringRef extension = path::extension(file);
    const bool other = extension == ".c" || extension == ".s" || extension == ".S" ||
                       extension == ".asm" || extension == ".rc" || extension == ".f90";
    return !other || llvm::is_contained(command, "c++");
  }

  void add(CompileUnit unit) {
    unit.given = unit.command;
    addArguments(unit.command, selection_);
    repairFlags(unit);
    std::string key = unit.file;
    for (const std::string &argument : unit.command)
      key += '\0' + argument;
    if (!keys_.insert(key).second)
      return;
    if (const auto identity = identityOf(unit.file))
      taken_.insert(*identity);
    found_.units.push_back(std::move(unit));
  }

  bool isTaken(const std::string &file) const {
    const auto identity = identityOf(file);
    return identity && taken_.contains(*identity);
  }

  /// A file that no database has takes the flags of the entry that looks most alike.
  void addNearest(const std::string &file, const std::vector<DatabaseFile> &databases) {
    if (const std::string objection = objectionTo(file); !objection.empty()) {
      lose(file, objection);
      return;
    }
    for (const DatabaseFile &database : databases) {
      std::vector<CompileCommand> commands = database.nearest->getCompileCommands(file);
      if (commands.empty() || commands.front().CommandLine.empty() ||
          !fs::is_directory(commands.front().Directory))
        continue;
      addLike(commands.front(), file, database);
      return;
    }
    lose(file, "no entry of the compilation database is usable for it");
  }

  void addLike(const CompileCommand &command, const std::string &file,
               const DatabaseFile &database) {
    const bool isForAny = path::filename(database.file) == "compile_flags.txt";
    const std::string heuristic = command.Heuristic;
    CompileUnit unit{file,
                     command.Directory,
                     command.CommandLine,
                     {},
                     displayPath(database.file) + ", " +
                         (heuristic.empty() ? "for any file" : heuristic)};
    unit.isHeader = !isForAny && kindOf(file) == FileKind::Header;
    if (!heuristic.empty() && !isForAny && !unit.isHeader)
      borrowed_.push_back(displayPath(file) + ": not in " + displayPath(database.file) +
                          "; flags " + heuristic);
    add(std::move(unit));
  }

  /// Where no entry lies in a folder that was asked for, its files take the nearest flags.
  void addFromFolder(const std::string &folder, const std::vector<DatabaseFile> &databases) {
    const auto isIn = [&](const CompileUnit &unit) { return Wanted::isIn(folder, unit.file); };
    const auto isLostIn = [&](const NotAnalysed &file) {
      return Wanted::isIn(folder, absolutePath(file.file));
    };
    if (llvm::any_of(found_.units, isIn) || llvm::any_of(found_.unusable, isLostIn))
      return;
    for (const std::string &file : below(folder, /*withHeaders=*/true))
      if (!isTaken(file))
        addNearest(file, databases);
  }

  /// The files below a folder that was asked for; what can't be read is told.
  std::vector<std::string> below(const std::string &folder, bool withHeaders) {
    FolderContent content = filesBelow(folder);
    found_.unusable.insert(found_.unusable.end(), content.unreadable.begin(),
                           content.unreadable.end());
    if (withHeaders)
      content.sources.insert(content.sources.end(), content.headers.begin(), content.headers.end());
    if (content.sources.empty())
      found_.notices.push_back("there is no C++ file below " + displayPath(folder));
    return std::move(content.sources);
  }

  void withoutDatabase() {
    if (wanted_.isEverything()) {
      found_.error = "no compile_commands.json found here or upward, and no file named\n"
                     "name files or folders, or a build folder with -p (CMake writes the database "
                     "with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON)";
      return;
    }
    found_.notices.push_back("no compile_commands.json found: assuming -std=c++20 and no other "
                             "flags (give flags behind --, or a build folder with -p)");
    addWithFlags({"-std=c++20"});
  }

  void withFlags(std::vector<std::string> flags) {
    if (wanted_.isEverything()) {
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
    std::vector<std::string> sources = wanted_.files;
    for (const std::string &folder : wanted_.folders) {
      const std::vector<std::string> files = below(folder, /*withHeaders=*/false);
      sources.insert(sources.end(), files.begin(), files.end());
    }
    for (const std::string &file : sources)
      if (!isTaken(file))
        addWithFlags(file, flags);
  }

  void addWithFlags(const std::string &file, const std::vector<std::string> &flags) {
    const bool isNamed = namesLanguage(flags);
    const std::string objection = isNamed ? objectionToContent(file) : objectionTo(file);
    if (!objection.empty()) {
      lose(file, objection);
      return;
    }
    std::vector<std::string> command{"clang++"};
    command.insert(command.end(), flags.begin(), flags.end());
    if (!isNamed && kindOf(file) != FileKind::Source)
      command.insert(command.end(), {"-x", "c++-header"});
    command.push_back(file);
    add({file,
         absolutePath("."),
         command,
         {},
         selection_.flags ? "the flags behind --" : "nothing: C++20 is assumed"});
  }

  void tell(const std::vector<std::string> &notices, const char *more) {
    for (size_t index = 0; index < notices.size() && index < NoticesInFull; ++index)
      found_.notices.push_back(notices[index]);
    if (notices.size() > NoticesInFull)
      found_.notices.push_back(std::to_string(notices.size() - NoticesInFull) + more);
  }

  const Selection &selection_;
  Units found_;
  Wanted wanted_;
  std::set<fs::UniqueID> taken_; ///< files that have a unit
  std::set<std::string> keys_;   ///< file and command of each unit
  std::vector<std::string> borrowed_;
};

} // namespace

CompileUnit unitOf(const std::string &name, const Selection &selection) {
  std::vector<std::string> command{"clang++"};
  if (selection.flags)
    command.insert(command.end(), selection.flags->begin(), selection.flags->end());
  if (!namesStandard(command))
    command.push_back("-std=c++20");
  command.push_back(name);
  CompileUnit unit{absolutePath(name), absolutePath("."), command, command, "the flags behind --"};
  addArguments(unit.command, selection);
  repairFlags(unit);
  return unit;
}

Units findUnits(const Selection &selection) { return Gatherer(selection).run(); }

} // namespace corolint::tool
