#include "checks/engine/Preamble.h"
#include "clang/AST/ExternalASTSource.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/Hashing.h"
#include <map>
#include <mutex>

namespace corolint {

using namespace clang;

/// The number of entries, and where some of them begin: no two preambles share all of these.
static std::size_t digestOf(const SourceManager &sources) {
  constexpr unsigned Samples = 32;
  const unsigned size = sources.loaded_sloc_entry_size();
  llvm::hash_code digest = llvm::hash_value(size);
  for (unsigned i = 0; i < Samples; ++i) {
    const unsigned entry = std::uint64_t(size) * i / Samples;
    digest = llvm::hash_combine(digest, sources.getLoadedSLocEntry(entry).getOffset());
  }
  return digest;
}

static std::shared_ptr<const Preamble> read(const SourceManager &sources) {
  const auto preamble = std::make_shared<Preamble>();
  // The last entry is the first in the text.
  for (unsigned i = sources.loaded_sloc_entry_size(); i-- > 0;) {
    const SrcMgr::SLocEntry &entry = sources.getLoadedSLocEntry(i);
    if (!entry.isFile())
      continue;
    if (const OptionalFileEntryRef file = entry.getFile().getContentCache().OrigEntry)
      preamble->names.insert(file->getName().str());
    if (!SrcMgr::isSystem(entry.getFile().getFileCharacteristic()))
      preamble->userFiles.push_back(i);
  }
  return preamble;
}

std::shared_ptr<const Preamble> Preamble::of(const SourceManager &sources) {
  static const auto none = std::make_shared<const Preamble>();
  if (sources.loaded_sloc_entry_size() == 0)
    return none;
  constexpr std::size_t Most = 64;
  static std::mutex mutex;
  static std::map<std::size_t, std::shared_ptr<const Preamble>> known;
  const std::size_t digest = digestOf(sources);
  const std::lock_guard lock(mutex);
  if (const auto found = known.find(digest); found != known.end())
    return found->second;
  if (known.size() >= Most)
    known.clear();
  return known[digest] = read(sources);
}

llvm::SmallVector<Decl *, 32> declarationsOf(const ASTContext &context, unsigned userFile) {
  const SourceManager &sources = context.getSourceManager();
  const SrcMgr::SLocEntry &entry = sources.getLoadedSLocEntry(userFile);
  const FileID file = sources.getFileID(SourceLocation::getFromRawEncoding(entry.getOffset()));
  llvm::SmallVector<Decl *, 32> all;
  context.getExternalSource()->FindFileRegionDecls(file, 0, sources.getFileIDSize(file), all);
  llvm::erase_if(all, [](const Decl *declaration) {
    return !declaration->getLexicalDeclContext()->isTranslationUnit();
  });
  return all;
}

static bool hasPreamble(const ASTContext &context) {
  return context.getExternalSource() && context.getSourceManager().loaded_sloc_entry_size() > 0;
}

llvm::SmallVector<Decl *, 0> ownDeclarations(const ASTContext &context) {
  const bool isSplit = hasPreamble(context);
  llvm::SmallVector<Decl *, 0> result;
  for (Decl *declaration : context.getTranslationUnitDecl()->noload_decls())
    if (!(isSplit && declaration->isFromASTFile()) &&
        !context.getSourceManager().isInSystemHeader(declaration->getLocation()))
      result.push_back(declaration);
  return result;
}

llvm::SmallVector<Decl *, 0> userDeclarations(const ASTContext &context) {
  llvm::SmallVector<Decl *, 0> result;
  if (hasPreamble(context))
    for (const unsigned file : Preamble::of(context.getSourceManager())->userFiles)
      llvm::append_range(result, declarationsOf(context, file));
  llvm::erase_if(result, [&](const Decl *declaration) {
    return context.getSourceManager().isInSystemHeader(declaration->getLocation());
  });
  llvm::append_range(result, ownDeclarations(context));
  return result;
}

} // namespace corolint
