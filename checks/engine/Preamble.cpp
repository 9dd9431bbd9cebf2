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

static Preamble read(const SourceManager &sources) {
  Preamble preamble;
  // The last entry is the first in the text.
  for (unsigned i = sources.loaded_sloc_entry_size(); i-- > 0;) {
    const SrcMgr::SLocEntry &entry = sources.getLoadedSLocEntry(i);
    if (!entry.isFile())
      continue;
    if (const OptionalFileEntryRef file = entry.getFile().getContentCache().OrigEntry)
      preamble.names.insert(file->getName().str());
    if (!SrcMgr::isSystem(entry.getFile().getFileCharacteristic()))
      preamble.userFiles.push_back(i);
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
  return known[digest] = std::make_shared<const Preamble>(read(sources));
}

/// What stands at the top of a preamble's files of the user.
static void collectLoaded(const ASTContext &context, llvm::SmallVectorImpl<Decl *> &found) {
  const SourceManager &sources = context.getSourceManager();
  for (const unsigned index : Preamble::of(sources)->userFiles) {
    const SrcMgr::SLocEntry &entry = sources.getLoadedSLocEntry(index);
    const FileID file = sources.getFileID(SourceLocation::getFromRawEncoding(entry.getOffset()));
    llvm::SmallVector<Decl *, 32> all;
    context.getExternalSource()->FindFileRegionDecls(file, 0, sources.getFileIDSize(file), all);
    llvm::append_range(found, llvm::make_filter_range(all, [](const Decl *declaration) {
                         return declaration->getLexicalDeclContext()->isTranslationUnit();
                       }));
  }
}

llvm::SmallVector<Decl *, 0> userDeclarations(const ASTContext &context) {
  const SourceManager &sources = context.getSourceManager();
  const bool hasPreamble = context.getExternalSource() && sources.loaded_sloc_entry_size() > 0;
  llvm::SmallVector<Decl *, 0> result;
  if (hasPreamble)
    collectLoaded(context, result);
  for (Decl *declaration : context.getTranslationUnitDecl()->noload_decls())
    if (!hasPreamble || !declaration->isFromASTFile())
      result.push_back(declaration);
  llvm::erase_if(result, [&](const Decl *declaration) {
    return sources.isInSystemHeader(declaration->getLocation());
  });
  return result;
}

} // namespace corolint
