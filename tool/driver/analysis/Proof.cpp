#include "tool/driver/analysis/Proof.h"
#include "tool/driver/analysis/Braces.h"
#include "tool/driver/analysis/Precompiled.h"
#include "tool/driver/analysis/UserCode.h"
#include "tool/driver/base/Files.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include <algorithm>

namespace corolint::tool {

using namespace clang;

class Proof::Watch final : public PPCallbacks {
public:
  Watch(const Precompiled &headers, CompilerInstance &compiler)
      : headers_(headers), preprocessor_(compiler.getPreprocessor()),
        sources_(compiler.getSourceManager()), left_(headers.headers.size()),
        isVisible_(headers.headers.size()) {
    FileManager &files = compiler.getFileManager();
    for (unsigned index = 0; index < headers.headers.size(); ++index)
      if (const OptionalFileEntryRef file = files.getOptionalFileRef(headers.headers[index]))
        indices_[&file->getFileEntry()] = index;
  }

  bool isRefuted() const { return !reason_.empty(); }
  bool isComplete() const { return left_ == 0; }
  std::string reason() const {
    return isRefuted() || isComplete()
               ? reason_
               : "'" + headers_.headers[isVisible_.find_first_unset()] + "' isn't included";
  }

  std::optional<unsigned> indexOf(const FileEntry *file) const {
    const auto found = indices_.find(file);
    return found == indices_.end() ? std::nullopt : std::optional(found->second);
  }

  void token(const Token &token) {
    if (isComplete() || isEnded_)
      return;
    braces_.see(token);
    if (!reason_.empty()) {
      // Nothing that follows counts.
      isEnded_ = true;
      Token end;
      end.startToken();
      end.setKind(tok::eof);
      end.setLocation(token.getLocation());
      preprocessor_.EnterToken(end, /*IsReinject=*/true);
    }
  }

  void InclusionDirective(SourceLocation, const Token &, llvm::StringRef name, bool,
                          CharSourceRange, OptionalFileEntryRef file, llvm::StringRef,
                          llvm::StringRef, const Module *, bool,
                          SrcMgr::CharacteristicKind) override {
    if (isComplete() || !file)
      return;
    const std::optional<unsigned> header = indexOf(&file->getFileEntry());
    if (!header || isVisible_[*header])
      return;
    // One without a guard is read again, as the unit would read it, and so what it includes.
    if (!headers_.guarded[*header] &&
        !preprocessor_.getHeaderSearchInfo().isFileMultipleIncludeGuarded(*file)) {
      isVisible_.set(*header);
      --left_;
      return;
    }
    const llvm::BitVector before = isVisible_;
    const std::vector<unsigned> shown = show(*header);
    for (const unsigned each : shown)
      if (!isInOrder(each, before))
        refute("'" + headers_.headers[each] + "' is included in another order");
    if (braces_.isInside() ||
        (braces_.isInLinkage() != headers_.inLinkage[*header] &&
         llvm::any_of(shown, [&](unsigned header) { return headers_.linked[header]; })))
      refute("'" + name.str() + "' is included inside braces");
    for (const IdentifierInfo *macro : changed_)
      if (isReadIn(macro->getName(), shown))
        return refute("'" + macro->getName().str() + "' is read in '" + name.str() +
                      "' and changed before");
  }

  void MacroDefined(const Token &name, const MacroDirective *defined) override {
    const MacroDirective *before = defined->getPrevious();
    change(name, before && before->isDefined() ? before->getMacroInfo() : nullptr,
           defined->getMacroInfo());
  }
  void MacroUndefined(const Token &name, const MacroDefinition &before,
                      const MacroDirective *) override {
    change(name, before.getMacroInfo(), nullptr);
  }
  void MacroExpands(const Token &name, const MacroDefinition &macro, SourceRange,
                    const MacroArgs *) override {
    use(name, macro);
  }
  void Ifdef(SourceLocation, const Token &name, const MacroDefinition &macro) override {
    use(name, macro);
  }
  void Ifndef(SourceLocation, const Token &name, const MacroDefinition &macro) override {
    use(name, macro);
  }
  void Elifdef(SourceLocation, const Token &name, const MacroDefinition &macro) override {
    use(name, macro);
  }
  void Elifndef(SourceLocation, const Token &name, const MacroDefinition &macro) override {
    use(name, macro);
  }
  void Defined(const Token &name, const MacroDefinition &macro, SourceRange) override {
    use(name, macro);
  }

private:
  void refute(std::string reason) {
    if (reason_.empty())
      reason_ = std::move(reason);
  }

  /// The header and all that it includes were read: those that weren't before.
  std::vector<unsigned> show(unsigned header) {
    std::vector<unsigned> shown;
    llvm::SmallVector<unsigned> open{header};
    while (!open.empty()) {
      const unsigned next = open.pop_back_val();
      if (isVisible_[next])
        continue;
      isVisible_.set(next);
      --left_;
      shown.push_back(next);
      llvm::append_range(open, headers_.includes[next]);
    }
    return shown;
  }

  /// Whether what a header asks of others has the answer that it had when it was compiled.
  bool isInOrder(unsigned header, const llvm::BitVector &before) const {
    if (const auto ahead = headers_.ahead.find(header); ahead != headers_.ahead.end())
      if (llvm::any_of(ahead->second, [&](unsigned other) { return before[other]; }))
        return false;
    const auto behind = headers_.behind.find(header);
    return behind == headers_.behind.end() ||
           llvm::all_of(behind->second, [&](const std::vector<unsigned> &definers) {
             return llvm::any_of(definers, [&](unsigned other) { return isVisible_[other]; });
           });
  }

  bool isSpoken(llvm::StringRef name) const {
    return std::binary_search(headers_.spoken.begin(), headers_.spoken.end(), contentHash(name));
  }
  bool isReadIn(llvm::StringRef name, const std::vector<unsigned> &headers) const {
    if (isSpoken(name))
      return true;
    const auto readers = headers_.readers.find(name.str());
    return readers != headers_.readers.end() && llvm::any_of(readers->second, [&](unsigned reader) {
             return llvm::is_contained(headers, reader);
           });
  }

  std::optional<unsigned> headerAt(SourceLocation at) {
    const FileID file = sources_.getFileID(sources_.getExpansionLoc(at));
    const auto [known, isNew] = files_.try_emplace(file, std::nullopt);
    if (isNew)
      known->second = indexOf(sources_.getFileEntryForID(file));
    return known->second;
  }

  /// A macro is defined, or undefined where `after` is null.
  void change(const Token &name, const MacroInfo *before, const MacroInfo *after) {
    if (isComplete() || sources_.isWrittenInBuiltinFile(name.getLocation()) ||
        sources_.isWrittenInCommandLineFile(name.getLocation()))
      return;
    const IdentifierInfo *macro = name.getIdentifierInfo();
    const MacroInfo *first = first_.try_emplace(macro, before).first->second;
    if (isSame(first, after)) {
      changed_.erase(macro);
      return;
    }
    if (first && isHidden(*first, macro->getName()))
      refute("'" + macro->getName().str() + "' is defined in them and changed before");
    if (isSpoken(macro->getName()) || headers_.readers.contains(macro->getName().str()))
      changed_.insert(macro);
  }

  bool isSame(const MacroInfo *a, const MacroInfo *b) {
    return a && b ? a->isIdenticalTo(*b, preprocessor_, /*Syntactically=*/true) : a == b;
  }

  /// Whether a macro comes from headers none of which was included yet.
  bool isHidden(const MacroInfo &macro, llvm::StringRef name) {
    if (!sources_.isLoadedSourceLocation(macro.getDefinitionLoc()))
      return false;
    if (const auto all = headers_.definers.find(name.str()); all != headers_.definers.end())
      return llvm::none_of(all->second, [&](unsigned header) { return isVisible_[header]; });
    const std::optional<unsigned> header = headerAt(macro.getDefinitionLoc());
    return header && !isVisible_[*header];
  }

  void use(const Token &name, const MacroDefinition &macro) {
    if (isComplete())
      return;
    const llvm::StringRef text = name.getIdentifierInfo()->getName();
    if (const MacroInfo *definition = macro.getMacroInfo();
        definition && isHidden(*definition, text))
      return refute("'" + text.str() + "' is asked for before it is defined");
    if (headers_.contested.contains(text.str()) && !headerAt(name.getLocation()))
      refute("'" + text.str() + "' is asked for between its definitions");
  }

  const Precompiled &headers_;
  Preprocessor &preprocessor_;
  const SourceManager &sources_;
  llvm::DenseMap<const FileEntry *, unsigned> indices_;
  llvm::DenseMap<FileID, std::optional<unsigned>> files_;
  std::size_t left_; ///< headers that weren't included yet
  llvm::BitVector isVisible_;
  std::map<const IdentifierInfo *, const MacroInfo *> first_; ///< what macros were before a change
  /// Macros that they read and that aren't what they were in the beginning.
  std::set<const IdentifierInfo *> changed_;
  Braces braces_;
  bool isEnded_ = false;
  std::string reason_;
};

/// For each header whether it is, or includes, the one that declares coroutines.
static std::vector<bool> reachingCoroutines(const Precompiled &headers) {
  std::vector<std::vector<unsigned>> includers(headers.headers.size());
  std::vector<unsigned> open;
  for (unsigned index = 0; index < headers.headers.size(); ++index) {
    for (const unsigned included : headers.includes[index])
      includers[included].push_back(index);
    if (llvm::StringRef(headers.headers[index]).ends_with("/coroutine"))
      open.push_back(index);
  }
  std::vector<bool> result(headers.headers.size());
  while (!open.empty()) {
    const unsigned next = open.back();
    open.pop_back();
    if (result[next])
      continue;
    result[next] = true;
    llvm::append_range(open, includers[next]);
  }
  return result;
}

Proof::Proof(const Precompiled &headers, CompilerInstance &compiler, NeededCode &needed) {
  auto watch = std::make_unique<Watch>(headers, compiler);
  watch_ = watch.get();
  if (NeededBodies *bodies = needed.bodies()) {
    const std::vector<bool> reaching = reachingCoroutines(headers);
    FileManager &files = compiler.getFileManager();
    for (unsigned index = 0; index < reaching.size(); ++index)
      if (reaching[index])
        if (const OptionalFileEntryRef file = files.getOptionalFileRef(headers.headers[index]))
          bodies->learnThatReaches(file->getFileEntry());
  }
  Preprocessor &preprocessor = compiler.getPreprocessor();
  preprocessor.addPPCallbacks(std::move(watch));
  preprocessor.setTokenWatcher([watch = watch_](const Token &token) { watch->token(token); });
}

Proof::~Proof() = default;

bool Proof::holds() const { return !watch_->isRefuted() && watch_->isComplete(); }
std::string Proof::reason() const { return watch_->reason(); }

} // namespace corolint::tool
