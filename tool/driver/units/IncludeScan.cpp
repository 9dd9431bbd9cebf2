#include "tool/driver/units/IncludeScan.h"
#include "tool/driver/base/Files.h"
#include "clang/Basic/SourceManager.h"
#include "clang/DependencyScanning/DependencyScanningService.h"
#include "clang/DependencyScanning/DependencyScanningWorker.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

namespace corolint::tool {

namespace deps = clang::dependencies;

static bool declaresCoroutines(llvm::StringRef header) {
  return llvm::sys::path::filename(header) == "coroutine";
}

bool reachesCoroutines(llvm::ArrayRef<std::string> includes) {
  return llvm::any_of(includes,
                      [](const std::string &header) { return declaresCoroutines(header); });
}

namespace {

/// Collects the files that a unit includes.
class Includes final : public deps::DependencyConsumer {
public:
  std::vector<std::string> files;
  void handleDependencyOutputOpts(const clang::DependencyOutputOptions &) override {}
  void handleFileDependency(llvm::StringRef file) override { files.push_back(file.str()); }
  void handlePrebuiltModuleDependency(deps::PrebuiltModuleDep) override {}
  void handleModuleDependency(deps::ModuleDeps) override {}
  void handleDirectModuleDependency(deps::ModuleID) override {}
  void handleVisibleModule(std::string) override {}
  void handleContextHash(std::string) override {}
};

class NoModules final : public deps::DependencyActionController {
public:
  std::string lookupModuleOutput(const deps::ModuleDeps &, deps::ModuleOutputKind) override {
    return {};
  }
};

} // namespace

struct IncludeScan::Scanner {
  llvm::StringSet<> reaching{"coroutine",
                             "experimental/coroutine"}; ///< includes as they are written
  deps::DependencyScanningService service{deps::ScanningMode::DependencyDirectivesScan,
                                          deps::ScanningOutputFormat::Make};
  deps::DependencyScanningWorker worker{service, llvm::vfs::createPhysicalFileSystem()};
};

IncludeScan::IncludeScan() : scanner_(std::make_unique<Scanner>()) {}
IncludeScan::~IncludeScan() = default;

/// The file that an include directive names, as it is written; empty when the line isn't one.
static llvm::StringRef includedName(llvm::StringRef line) {
  line = line.ltrim();
  if (!line.consume_front("#"))
    return "";
  line = line.ltrim();
  if (!line.consume_front("include") && !line.consume_front("import"))
    return "";
  line = line.ltrim();
  if (!line.consume_front("<") && !line.consume_front("\""))
    return "";
  return line.take_until([](char c) { return c == '>' || c == '"'; });
}

static bool namesModule(llvm::StringRef line) {
  llvm::StringRef statement = line.ltrim();
  if (statement.consume_front("export "))
    statement = statement.ltrim();
  for (const char *word : {"import", "module"})
    if (llvm::StringRef rest = statement; rest.consume_front(word))
      return !rest.empty() && llvm::StringRef(" \t;<\"").contains(rest.front());
  return false;
}

bool usesModules(llvm::StringRef text) {
  while (!text.empty()) {
    const auto [line, rest] = text.split('\n');
    text = rest;
    if (namesModule(line))
      return true;
  }
  return false;
}

bool mentionsCoroutines(llvm::StringRef text) {
  return text.contains("co_await") || text.contains("co_return") || text.contains("co_yield");
}

/// Whether the text alone says that the unit is worth parsing: a coroutine keyword, a known
/// include, or a module, whose content a scan of includes doesn't see.
static bool saysSo(llvm::StringRef text, const llvm::StringSet<> &reaching) {
  if (mentionsCoroutines(text))
    return true;
  while (!text.empty()) {
    const auto [line, rest] = text.split('\n');
    text = rest;
    if (const llvm::StringRef name = includedName(line); !name.empty() && reaching.contains(name))
      return true;
    if (namesModule(line))
      return true;
  }
  return false;
}

bool IncludeScan::reachesCoroutines(const CompileUnit &unit,
                                    const std::vector<std::string> &frontendArguments,
                                    std::vector<std::string> &files) {
  const std::optional<std::string> text = readFile(unit.file);
  if (!text || saysSo(*text, scanner_->reaching))
    return true;
  files = filesOf(unit, frontendArguments);
  return files.empty() || tool::reachesCoroutines(files);
}

std::vector<std::string> IncludeScan::filesOf(const CompileUnit &unit,
                                              const std::vector<std::string> &frontendArguments) {
  Includes includes;
  NoModules modules;
  clang::DiagnosticConsumer errors; // counts, and says nothing
  std::vector<std::string> command{"clang", "-cc1"};
  command.insert(command.end(), frontendArguments.begin(), frontendArguments.end());
  if (!scanner_->worker.computeDependencies(unit.directory, command, includes, modules, errors) ||
      errors.getNumErrors() > 0)
    return {};
  for (std::string &file : includes.files)
    file = exactPath(file, unit.directory);
  return std::move(includes.files);
}

void IncludeScan::learn(const clang::SourceManager &sources) {
  for (unsigned index = 1; index < sources.local_sloc_entry_size(); ++index) {
    const clang::SrcMgr::SLocEntry &entry = sources.getLocalSLocEntry(index);
    if (!entry.isFile() || !declaresCoroutines(entry.getFile().getName()))
      continue;
    // Every include on the way from the main file to the coroutine header reaches it.
    clang::SourceLocation at = entry.getFile().getIncludeLoc();
    while (at.isValid() && at.isFileID()) {
      const auto [file, offset] = sources.getDecomposedLoc(at);
      const llvm::StringRef before = sources.getBufferData(file).take_front(offset);
      const llvm::StringRef line =
          sources.getBufferData(file).drop_front(before.rfind('\n') + 1).split('\n').first;
      if (const llvm::StringRef name = includedName(line); !name.empty())
        scanner_->reaching.insert(name);
      at = sources.getIncludeLoc(file);
    }
  }
}

} // namespace corolint::tool
