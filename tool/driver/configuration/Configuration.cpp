#include "tool/driver/configuration/Configuration.h"
#include "checks/All.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/base/Spelling.h"
#include "tool/driver/configuration/ChecksInForce.h"
#include "tool/driver/configuration/Nolint.h"
#include "tool/driver/configuration/Rules.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace corolint::tool {

using clang::tidy::ClangTidyOptions;

namespace {

/// clang-tidy's own search for `.clang-tidy` files, of which one broken entry doesn't lose the
/// rest.
class TidyFiles final : public clang::tidy::FileOptionsProvider {
public:
  explicit TidyFiles(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files)
      : FileOptionsProvider({}, ClangTidyOptions::getDefaults(), {}, std::move(files)) {
    ConfigHandlers = {
        {".clang-tidy", [](llvm::MemoryBufferRef text) -> llvm::ErrorOr<ClangTidyOptions> {
           TidyFile file = readTidyFile(text.getBuffer(), text.getBufferIdentifier().str());
           if (!file.options)
             return std::make_error_code(std::errc::invalid_argument);
           return std::move(*file.options);
         }}};
  }
};

/// Those files, with our rule for which checks run.
class Provider final : public clang::tidy::ClangTidyOptionsProvider {
public:
  Provider(llvm::StringRef checks, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files)
      : files_(std::move(files)), checks_(checks) {}

  const clang::tidy::ClangTidyGlobalOptions &getGlobalOptions() override {
    return files_.getGlobalOptions();
  }

  std::vector<OptionsSource> getRawOptions(llvm::StringRef file) override {
    std::vector<OptionsSource> sources = files_.getRawOptions(file);
    std::vector<std::string> lists;
    for (OptionsSource &source : sources) {
      lists.push_back(source.first.Checks.value_or(""));
      source.first.Checks.reset();
    }
    ClangTidyOptions ours;
    ours.Checks = effectiveChecks(lists, checks_);
    // The report is narrowed to the confidence asked for when it is complete.
    ours.CheckOptions[ConfidenceOption] =
        ClangTidyOptions::ClangTidyValue(toString(Confidence::Low));
    ours.CheckOptions[PracticeOption] = ClangTidyOptions::ClangTidyValue("true");
    sources.emplace_back(ours, "corolint");
    return sources;
  }

private:
  TidyFiles files_;
  std::string checks_;
};

} // namespace

std::unique_ptr<clang::tidy::ClangTidyOptionsProvider>
optionsProvider(llvm::StringRef checks, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files) {
  return std::make_unique<Provider>(checks, std::move(files));
}

NolintRules nolintRules(const std::string &file, llvm::StringRef asked) {
  TidyFiles provider(llvm::vfs::createPhysicalFileSystem());
  const ClangTidyOptions options = provider.getOptions(file);
  const std::string configured = options.Checks.value_or("");
  NolintRules rules;
  // Where a project's list begins with `-*` it means clang-tidy's checks; on the command line it
  // means all.
  for (const llvm::StringRef item : itemsOf(configured))
    if (item.ltrim("- ") == NolintCheck.id)
      rules.isOn = !item.starts_with("-");
  for (const llvm::StringRef item : itemsOf(asked)) {
    llvm::Expected<llvm::GlobPattern> glob = llvm::GlobPattern::create(item.ltrim("- "));
    if (!glob)
      llvm::consumeError(glob.takeError());
    else if (glob->match(NolintCheck.id))
      rules.isOn = !item.starts_with("-");
  }
  const auto option =
      options.CheckOptions.find((NolintCheck.id + "." + NolintCheck.options.front().name).str());
  rules.needsReason = option != options.CheckOptions.end() && option->second.Value == "true";
  return rules;
}

static std::vector<std::string> checkNames() {
  std::vector<std::string> result;
  for (const Check *check : allRules())
    result.push_back(check->id.str());
  return result;
}

/// A glob that means ours and matches none; empty for any other.
static llvm::StringRef emptyGlob(llvm::StringRef item) {
  item.consume_front("-");
  item = item.ltrim();
  if (!item.contains('*') || !item.starts_with("coro"))
    return "";
  llvm::Expected<llvm::GlobPattern> glob = llvm::GlobPattern::create(item);
  if (glob && llvm::any_of(allRules(), [&](const Check *check) { return glob->match(check->id); }))
    return "";
  llvm::consumeError(glob.takeError());
  return item;
}

/// What may be meant, also where the name has no `coro-` in front.
static std::string suggestionFor(llvm::StringRef name) {
  if (findRule("coro-" + name.str()))
    return "; did you mean 'coro-" + name.str() + "'?";
  return didYouMean(name, checkNames());
}

std::vector<std::string> errorsInChecks(llvm::StringRef checks) {
  std::vector<std::string> errors;
  for (const llvm::StringRef item : itemsOf(checks))
    if (const llvm::StringRef name = unknownCheck(item); !name.empty())
      errors.push_back(("unknown check '" + name + "' in --checks" + suggestionFor(name) +
                        "\n`corolint rules` lists all checks")
                           .str());
    else if (const llvm::StringRef glob = emptyGlob(item); !glob.empty())
      errors.push_back(("no check is called '" + glob + "' in --checks" + suggestionFor(glob) +
                        "\n`corolint rules` lists all checks")
                           .str());
  return errors;
}

TidyConfiguration tidyConfigurationOf(const std::string &file) {
  TidyFiles provider(llvm::vfs::createPhysicalFileSystem());
  TidyConfiguration result;
  for (const auto &[options, source] : provider.getRawOptions(file)) {
    result.checks.push_back(options.Checks.value_or(""));
    for (const auto &option : options.CheckOptions)
      if (isOurCheck(option.getKey()))
        result.options[option.getKey()] = option.getValue();
  }
  return result;
}

/// Adds the problems of the `.clang-tidy` files upward from a folder that wasn't seen before.
static void addProblems(llvm::StringRef folder, llvm::StringSet<> &seen,
                        std::vector<ConfigurationProblem> &problems) {
  for (; !folder.empty() && seen.insert(folder).second;
       folder = llvm::sys::path::parent_path(folder)) {
    const std::string path = (folder + "/.clang-tidy").str();
    if (!llvm::sys::fs::is_regular_file(path))
      continue;
    const std::optional<std::string> text = readFile(path);
    if (!text) {
      problems.push_back({path, 0, 0, "it can't be read"});
      return;
    }
    const TidyFile file = readTidyFile(*text, path);
    problems.insert(problems.end(), file.problems.begin(), file.problems.end());
    if (!file.options || !file.options->InheritParentConfig.value_or(false))
      return;
  }
}

std::vector<ConfigurationProblem> problemsOfConfiguration(const std::string &file) {
  std::vector<ConfigurationProblem> problems;
  llvm::StringSet<> seen;
  addProblems(llvm::sys::path::parent_path(file), seen, problems);
  return problems;
}

/// The problems of ours, or the others.
static std::vector<std::string> problemsOf(const std::vector<CompileUnit> &units, bool ours) {
  std::vector<ConfigurationProblem> problems;
  llvm::StringSet<> seen;
  for (const CompileUnit &unit : units)
    addProblems(llvm::sys::path::parent_path(unit.file), seen, problems);
  std::vector<std::string> texts;
  for (const ConfigurationProblem &problem : problems)
    if (problem.isOurs == ours)
      texts.push_back(textOf(problem));
  return texts;
}

/// Why something of a configuration's name is no file that could be read: a folder, or a link to
/// nothing. Empty where it is one, or nothing is there.
static std::string errorInFile(const std::string &path) {
  llvm::sys::fs::file_status status;
  if (llvm::sys::fs::status(path, status, /*follow=*/false) ||
      status.type() == llvm::sys::fs::file_type::regular_file)
    return {};
  if (llvm::sys::fs::status(path, status))
    return displayPath(path) + ": it is a link to nothing";
  return status.type() == llvm::sys::fs::file_type::regular_file
             ? ""
             : displayPath(path) + ": it is no file, so nothing can be read from it";
}

std::vector<std::string> commandOf(const CompileUnit &unit, const ClangTidyOptions &options) {
  std::vector<std::string> command = unit.command;
  if (options.ExtraArgsBefore)
    command.insert(command.begin() + 1, options.ExtraArgsBefore->begin(),
                   options.ExtraArgsBefore->end());
  if (options.ExtraArgs) {
    const auto end = std::find(command.begin(), command.end(), "--");
    command.insert(end, options.ExtraArgs->begin(), options.ExtraArgs->end());
  }
  if (options.RemovedArgs)
    std::erase_if(command, [&](const std::string &argument) {
      return llvm::is_contained(*options.RemovedArgs, argument);
    });
  for (const clang::tooling::ArgumentsAdjuster &adjust :
       {clang::tooling::getClangStripOutputAdjuster(), clang::tooling::getClangSyntaxOnlyAdjuster(),
        clang::tooling::getClangStripDependencyFileAdjuster(),
        clang::tooling::getStripPluginsAdjuster()})
    command = adjust(command, unit.file);
  return command;
}

std::vector<std::string> errorsInConfiguration(const std::vector<CompileUnit> &units) {
  std::vector<std::string> errors;
  llvm::StringSet<> seen;
  for (const CompileUnit &unit : units)
    for (llvm::StringRef folder = llvm::sys::path::parent_path(unit.file);
         !folder.empty() && seen.insert(folder).second;
         folder = llvm::sys::path::parent_path(folder))
      for (const char *name : {"/.clang-tidy", "/.corolint.yaml"})
        if (const std::string error = errorInFile((folder + name).str()); !error.empty())
          errors.push_back(error);
  for (std::string &problem : problemsOf(units, /*ours=*/true))
    errors.push_back(std::move(problem));
  return errors;
}

std::vector<std::string> passedOverInConfiguration(const std::vector<CompileUnit> &units) {
  std::vector<std::string> texts = problemsOf(units, /*ours=*/false);
  for (std::string &text : texts)
    text += "; the entry is passed over";
  return texts;
}

} // namespace corolint::tool
