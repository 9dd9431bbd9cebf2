#include "checks/NeededBodies.h"
#include "checks/engine/code/Trial.h"
#include "checks/engine/work/Callable.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/PPCallbacks.h"
#include "llvm/Support/Path.h"

namespace corolint {

using namespace clang;

/// Marks each file that includes `<coroutine>`, or one that does; one that is left out because it
/// was read before counts like any other.
class NeededBodies::Includes final : public PPCallbacks {
public:
  Includes(const SourceManager &sources, llvm::DenseSet<const FileEntry *> &reaching)
      : sources_(sources), reaching_(reaching) {}

  void InclusionDirective(SourceLocation at, const Token &, llvm::StringRef name, bool,
                          CharSourceRange, OptionalFileEntryRef file, llvm::StringRef,
                          llvm::StringRef, const Module *, bool,
                          SrcMgr::CharacteristicKind) override {
    if (llvm::sys::path::filename(name) != "coroutine" &&
        !(file && reaching_.contains(&file->getFileEntry())))
      return;
    for (FileID includer = sources_.getFileID(sources_.getExpansionLoc(at)); includer.isValid();
         includer = sources_.getFileID(sources_.getIncludeLoc(includer)))
      if (const FileEntry *entry = sources_.getFileEntryForID(includer))
        if (!reaching_.insert(entry).second)
          return; // and so do those around it
  }

private:
  const SourceManager &sources_;
  llvm::DenseSet<const FileEntry *> &reaching_;
};

/// A path as it is named, from the root on.
static std::string absolute(llvm::StringRef name, llvm::vfs::FileSystem &files) {
  llvm::SmallString<256> path(name);
  files.makeAbsolute(path);
  llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
  return path.str().str();
}

NeededBodies::NeededBodies(const CompilerInstance &compiler, llvm::StringRef file)
    : compiler_(compiler), main_(absolute(file, compiler.getVirtualFileSystem())) {
  if (auto models = Models::forFile(main_, compiler.getVirtualFileSystem()))
    models_ = std::move(*models);
  else
    llvm::consumeError(models.takeError());
}

std::unique_ptr<PPCallbacks> NeededBodies::watchIncludes() {
  return std::make_unique<Includes>(compiler_.getSourceManager(), reaching_);
}

bool NeededBodies::isOfOthers(FileID file) {
  const auto known = others_.find(file); // asked of each function
  return known != others_.end() ? known->second : (others_[file] = isInOthersFolder(file));
}

bool NeededBodies::isInOthersFolder(FileID file) {
  const SourceManager &sources = compiler_.getSourceManager();
  const OptionalFileEntryRef entry = sources.getFileEntryRefForID(file);
  llvm::vfs::FileSystem &files = compiler_.getVirtualFileSystem();
  const auto compiledIn = files.getCurrentWorkingDirectory();
  if (!entry || !compiledIn || file == sources.getMainFileID())
    return false;
  const std::string path = absolute(entry->getName(), files);
  const auto [known, isNew] = folders_.try_emplace(llvm::sys::path::parent_path(path), false);
  if (isNew)
    known->second = isOthers(path, main_, *compiledIn, files,
                             models_ ? models_->own() : llvm::ArrayRef<std::string>());
  return known->second;
}

bool NeededBodies::isAboutCoroutines(FileID file) {
  const SourceManager &sources = compiler_.getSourceManager();
  if (reaching_.contains(sources.getFileEntryForID(file)))
    return true;
  const auto [known, isNew] = speaking_.try_emplace(file, true);
  if (isNew)
    if (const std::optional<llvm::StringRef> text = sources.getBufferDataOrNone(file))
      known->second = text->contains("coroutine") || text->contains("await_");
  return known->second;
}

/// Whether a function is given another one, which it may keep: `void on_close(std::function<void()>
/// then)`.
static bool takesCallable(const Decl &function) {
  const auto *callee = function.getAsFunction();
  return callee && llvm::any_of(callee->parameters(), [](const ParmVarDecl *parameter) {
           return isErased(parameter->getType());
         });
}

bool NeededBodies::endsCoroutine(const Decl &function) {
  const auto *named = dyn_cast<NamedDecl>(&function);
  const IdentifierInfo *name = named ? named->getIdentifier() : nullptr;
  return name && (name->isStr("unhandled_exception") || name->isStr("await_resume"));
}

bool NeededBodies::contains(const Decl &function) {
  const SourceManager &sources = compiler_.getSourceManager();
  const FileID file = sources.getFileID(sources.getExpansionLoc(function.getLocation()));
  if (file.isInvalid() || !isOfOthers(file) || endsCoroutine(function))
    return true;
  const auto *named = dyn_cast<NamedDecl>(&function);
  if (named && models_ && models_->libraryOf(*named))
    return false;
  return isAboutCoroutines(file) || takesCallable(function);
}

} // namespace corolint
