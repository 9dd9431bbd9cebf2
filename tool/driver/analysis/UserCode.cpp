#include "tool/driver/analysis/UserCode.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"

namespace corolint::tool {

using namespace clang;

UserCode::UserCode(const SourceManager &sources, const tidy::ClangTidyOptions &options)
    : sources_(sources), wanted_(options.HeaderFilterRegex.value_or("")),
      excluded_(options.ExcludeHeaderFilterRegex.value_or("")),
      hasExclusions_(!options.ExcludeHeaderFilterRegex.value_or("").empty()),
      systemToo_(options.SystemHeaders.value_or(false)) {}

bool UserCode::contains(SourceLocation at) {
  const FileID file = sources_.getDecomposedExpansionLoc(at).first;
  // What stands nowhere is nobody's; no map may be asked for it.
  if (file.isInvalid())
    return false;
  const auto [entry, isNew] = answers_.try_emplace(file, false);
  if (isNew)
    entry->second = holds(file);
  return entry->second;
}

static bool isOfSystem(SrcMgr::CharacteristicKind kind) {
  return kind != SrcMgr::C_User && kind != SrcMgr::C_User_ModuleMap;
}

bool UserCode::holds(FileID file) {
  if (file == sources_.getMainFileID())
    return true;
  const OptionalFileEntryRef entry = sources_.getFileEntryRefForID(file);
  if (!entry)
    return false;
  // Asked of its last byte: `#pragma GCC system_header` holds from where it stands.
  if (!systemToo_ && isOfSystem(sources_.getFileCharacteristic(sources_.getLocForEndOfFile(file))))
    return false;
  return wanted_.match(entry->getName()) && !(hasExclusions_ && excluded_.match(entry->getName()));
}

NeededCode::NeededCode(CompilerInstance &compiler, const tidy::ClangTidyOptions &options,
                       llvm::StringRef file, Bodies bodies)
    : code_(compiler.getSourceManager(), options) {
  if (bodies == Bodies::All)
    return;
  needed_.emplace(compiler, file);
  compiler.getPreprocessor().addPPCallbacks(needed_->watchIncludes());
}

} // namespace corolint::tool
