#include "tool/driver/analysis/UnitFiles.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/base/Snapshot.h"
#include "tool/driver/configuration/Configuration.h"
#include "tool/driver/units/IncludeScan.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/Tooling.h"

namespace corolint::tool {

using namespace clang;
namespace tidy = clang::tidy;

namespace {

/// What tells the circumstances apart under which the compiler reads a header for a unit; 0 where
/// something stands before its text already.
std::uint64_t circumstancesOf(const CompilerInvocation &invocation,
                              const std::vector<std::string> &arguments, const CompileUnit &unit) {
  const PreprocessorOptions &preprocessor = invocation.getPreprocessorOpts();
  if (!preprocessor.MacroIncludes.empty() || !preprocessor.ImplicitPCHInclude.empty() ||
      invocation.getHeaderSearchOpts().ImplicitModuleMaps || !invocation.getLangOpts().CPlusPlus20)
    return 0;
  std::string text = unit.directory;
  for (size_t index = 0; index < arguments.size(); ++index) {
    const llvm::StringRef argument = arguments[index];
    if (argument == "-main-file-name" || argument == "-o" || argument == "-dumpdir")
      ++index;
    else if (absolutePath(argument, unit.directory) != unit.file)
      text += "\n" + arguments[index];
  }
  return contentHash(text) | 1;
}

/// Only asks what the unit includes.
class Scan final : public tooling::ToolAction {
public:
  Scan(const CompileUnit &unit, IncludeScan &scan) : unit_(unit), scan_(scan) {}

  bool runInvocation(std::shared_ptr<CompilerInvocation> invocation, FileManager *,
                     std::shared_ptr<PCHContainerOperations>, DiagnosticConsumer *) override {
    const std::vector<std::string> arguments = invocation->getCC1CommandLine();
    read.files = scan_.filesOf(unit_, arguments);
    read.circumstances = circumstancesOf(*invocation, arguments, unit_);
    return true;
  }
  UnitFiles read;

private:
  const CompileUnit &unit_;
  IncludeScan &scan_;
};

} // namespace

UnitFiles filesOf(const CompileUnit &unit, IncludeScan &scan) {
  const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk = fileSystemOf(nullptr);
  disk->setCurrentWorkingDirectory(unit.directory);
  tidy::ClangTidyContext context(optionsProvider("", disk));
  Scan action(unit, scan);
  IgnoringDiagConsumer quiet;
  const auto files = llvm::makeIntrusiveRefCnt<FileManager>(FileSystemOptions(), disk);
  tooling::ToolInvocation invocation(commandOf(unit, context.getOptionsForFile(unit.file)), &action,
                                     files.get(), std::make_shared<PCHContainerOperations>());
  invocation.setDiagnosticConsumer(&quiet);
  invocation.run();
  return action.read;
}

} // namespace corolint::tool
