#include "checks/engine/code/Preamble.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"
#include "clang/AST/ExprCXX.h"
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

namespace {

/// Notes the names that are mentioned, those too that only an instance of a template would resolve,
/// and the words `throw` and `delete`, which no name can be.
class Names : public DynamicRecursiveASTVisitor {
public:
  explicit Names(llvm::function_ref<void(llvm::StringRef)> found) : found_(found) {}

  bool VisitDeclRefExpr(DeclRefExpr *name) override { return note(name->getDecl()); }
  bool VisitMemberExpr(MemberExpr *member) override { return note(member->getMemberDecl()); }
  bool VisitOverloadExpr(OverloadExpr *overloads) override { return note(overloads->getName()); }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *member) override {
    return note(member->getMember());
  }
  bool VisitDependentScopeDeclRefExpr(DependentScopeDeclRefExpr *name) override {
    return note(name->getDeclName());
  }
  bool VisitCXXThrowExpr(CXXThrowExpr *) override { return note("throw"); }
  bool VisitCXXDeleteExpr(CXXDeleteExpr *) override { return note("delete"); }

private:
  bool note(const NamedDecl *declaration) { return note(declaration->getDeclName()); }
  bool note(DeclarationName name) { return note(name.getAsString()); }
  bool note(llvm::StringRef word) {
    found_(word);
    return true;
  }

  llvm::function_ref<void(llvm::StringRef)> found_;
};

} // namespace

llvm::ArrayRef<unsigned> Preamble::filesThatMention(llvm::StringRef name,
                                                    const ASTContext &context) const {
  std::shared_ptr<const Mentions> known = mentions_.load();
  if (!known) {
    Mentions found;
    for (const unsigned file : userFiles) {
      const auto keep = [&](llvm::StringRef mentioned) {
        std::vector<unsigned> &files = found[mentioned];
        if (files.empty() || files.back() != file)
          files.push_back(file);
      };
      Names names(keep);
      for (Decl *declaration : declarationsOf(context, file))
        names.TraverseDecl(declaration);
    }
    const auto made = std::make_shared<const Mentions>(std::move(found));
    // Another thread may have been faster; what is there once is never replaced.
    if (mentions_.compare_exchange_strong(known, made))
      known = made;
  }
  const auto files = known->find(name);
  return files == known->end() ? llvm::ArrayRef<unsigned>()
                               : llvm::ArrayRef<unsigned>(files->second);
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

llvm::SmallVector<Decl *, 0> Unvisited::next(llvm::ArrayRef<unsigned> userFiles,
                                             const ASTContext &context) {
  llvm::SmallVector<Decl *, 0> result;
  for (const unsigned file : userFiles)
    if (visited_.insert(file).second)
      llvm::append_range(result, declarationsOf(context, file));
  if (std::exchange(own_, false))
    llvm::append_range(result, ownDeclarations(context));
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
