#include "tool/driver/Configuration.h"
#include "checks/All.h"
#include "tool/driver/ChecksInForce.h"
#include "tool/driver/Files.h"
#include "tool/driver/Nolint.h"
#include "tool/driver/Rules.h"
#include "tool/driver/Spelling.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"

namespace corolint::tool {

using clang::tidy::ClangTidyOptions;

namespace {

/// clang-tidy's own reader of `.clang-tidy`, with our rule for which checks run.
class Provider final : public clang::tidy::ClangTidyOptionsProvider {
public:
  Provider(llvm::StringRef checks, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files)
      : files_({}, ClangTidyOptions::getDefaults(), {}, std::move(files)), checks_(checks) {}

  const clang::tidy::ClangTidyGlobalOptions &getGlobalOptions() override { return files_.getGlobalOptions(); }

  std::vector<OptionsSource> getRawOptions(llvm::StringRef file) override {
    std::vector<OptionsSource> sources = files_.getRawOptions(file);
    ClangTidyOptions configured;
    unsigned order = 0;
    for (OptionsSource &source : sources) {
      configured.mergeWith(source.first, ++order);
      source.first.Checks.reset();
    }
    ClangTidyOptions ours;
    ours.Checks = effectiveChecks(configured.Checks.value_or(""), checks_);
    sources.emplace_back(ours, "corolint");
    return sources;
  }

private:
  clang::tidy::FileOptionsProvider files_;
  std::string checks_;
};

} // namespace

std::unique_ptr<clang::tidy::ClangTidyOptionsProvider>
optionsProvider(llvm::StringRef checks, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files) {
  return std::make_unique<Provider>(checks, std::move(files));
}

NolintRules nolintRules(const std::string &file, llvm::StringRef asked) {
  clang::tidy::FileOptionsProvider provider({}, ClangTidyOptions::getDefaults(), {}, llvm::vfs::createPhysicalFileSystem());
  const ClangTidyOptions options = provider.getOptions(file);
  const std::string configured = options.Checks.value_or("");
  NolintRules rules;
  // Where a project's list begins with `-*` it means clang-tidy's checks; on the command line it means all.
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
  const auto option = options.CheckOptions.find((NolintCheck.id + "." + NolintCheck.options.front().name).str());
  rules.needsReason = option != options.CheckOptions.end() && option->second.Value == "true";
  return rules;
}

static std::vector<std::string> checkNames() {
  std::vector<std::string> result;
  for (const Check *check : allRules())
    result.push_back(check->id.str());
  return result;
}

/// The check without its minus, when it is a plain name that no check has.
static llvm::StringRef unknownCheck(llvm::StringRef item) {
  item.consume_front("-");
  item = item.ltrim();
  return item.contains('*') || findRule(item) ? "" : item;
}

std::vector<std::string> errorsInChecks(llvm::StringRef checks) {
  std::vector<std::string> errors;
  for (const llvm::StringRef item : itemsOf(checks))
    if (const llvm::StringRef name = unknownCheck(item); !name.empty())
      errors.push_back(("unknown check '" + name + "' in --checks" + didYouMean(name, checkNames()) +
                        "\n`corolint rules` lists all checks").str());
  return errors;
}

/// "file:line:column: " of the first place where `word` stands in `text`.
static std::string positionOf(llvm::StringRef file, llvm::StringRef text, llvm::StringRef word) {
  const size_t offset = text.find(word);
  if (offset == llvm::StringRef::npos)
    return (file + ": ").str();
  const llvm::StringRef before = text.substr(0, offset);
  const size_t column = offset - (before.rfind('\n') + 1) + 1;
  return (file + ":" + llvm::Twine(before.count('\n') + 1) + ":" + llvm::Twine(column) + ": ").str();
}

static bool isOurs(llvm::StringRef check) { return check.starts_with("coro-") || check.starts_with("corolint-"); }

static void checkOption(llvm::StringRef file, llvm::StringRef text, llvm::StringRef key, std::vector<std::string> &errors) {
  const auto [id, name] = key.split('.');
  if (!isOurs(id) || name.empty())
    return;
  const Check *check = findRule(id);
  if (!check) {
    errors.push_back(positionOf(file, text, key) + "unknown check '" + id.str() + "'" + didYouMean(id, checkNames()));
    return;
  }
  std::vector<std::string> known;
  for (const Option &option : check->options)
    known.push_back(id.str() + "." + option.name.str());
  if (std::find(known.begin(), known.end(), key) == known.end())
    errors.push_back(positionOf(file, text, key) + "unknown option '" + key.str() + "'" + didYouMean(key, known));
}

/// Reads one configuration; answers whether the ones above it apply too.
static bool checkConfiguration(llvm::StringRef path, std::vector<std::string> &errors) {
  const std::optional<std::string> text = readFile(path);
  const std::string file = displayPath(path);
  if (!text) {
    errors.push_back(file + ": it can't be read");
    return false;
  }
  const auto configuration = clang::tidy::parseConfigurationWithDiags({*text, file}, [&](const llvm::SMDiagnostic &error) {
    if (error.getKind() == llvm::SourceMgr::DK_Error)
      errors.push_back(file + ":" + std::to_string(error.getLineNo()) + ":" + std::to_string(error.getColumnNo() + 1) + ": " +
                       error.getMessage().str());
  });
  if (!configuration) {
    if (errors.empty())
      errors.push_back(file + ": " + configuration.getError().message());
    return false;
  }
  const std::string checks = configuration->Checks.value_or("");
  for (const llvm::StringRef item : itemsOf(checks))
    if (const llvm::StringRef name = unknownCheck(item); isOurs(name))
      errors.push_back(positionOf(file, *text, name) + "unknown check '" + name.str() + "'" + didYouMean(name, checkNames()));
  std::vector<llvm::StringRef> keys;
  for (const auto &option : configuration->CheckOptions)
    keys.push_back(option.getKey());
  llvm::sort(keys);
  for (const llvm::StringRef key : keys)
    checkOption(file, *text, key, errors);
  return configuration->InheritParentConfig.value_or(false);
}

std::vector<std::string> errorsInConfiguration(const std::vector<CompileUnit> &units) {
  std::vector<std::string> errors;
  llvm::StringSet<> seen;
  for (const CompileUnit &unit : units) {
    for (llvm::StringRef folder = llvm::sys::path::parent_path(unit.file); !folder.empty() && seen.insert(folder).second;
         folder = llvm::sys::path::parent_path(folder)) {
      const std::string path = (folder + "/.clang-tidy").str();
      if (llvm::sys::fs::is_regular_file(path) && !checkConfiguration(path, errors))
        break;
    }
  }
  return errors;
}

} // namespace corolint::tool
