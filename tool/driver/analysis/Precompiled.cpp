#include "tool/driver/analysis/Precompiled.h"
#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "tool/driver/analysis/UserCode.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/base/Snapshot.h"
#include "tool/driver/configuration/Configuration.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include <algorithm>

namespace corolint::tool {

using namespace clang;

/// A header, and those that are included from it.
static std::set<unsigned> allBelow(unsigned header, const Precompiled &headers) {
  std::set<unsigned> all;
  std::vector<unsigned> open{header};
  while (!open.empty()) {
    const unsigned next = open.back();
    open.pop_back();
    if (all.insert(next).second)
      llvm::append_range(open, headers.includes[next]);
  }
  return all;
}

namespace {

/// In which braces the preprocessor is.
class Braces {
public:
  void see(const Token &token) {
    // The parser may try how to read something, and get the same tokens again.
    if (token.isOneOf(tok::l_brace, tok::r_brace) && !seen_.insert(token.getLocation()).second)
      return;
    if (token.is(tok::l_brace))
      open_.push_back(before_ != tok::string_literal || beforeThat_ != tok::kw_extern ? Kind::Other
                      : isC_                                                          ? Kind::C
                                                                                      : Kind::Cxx);
    else if (token.is(tok::r_brace) && !open_.empty())
      open_.pop_back();
    if (token.is(tok::string_literal) && token.getLiteralData())
      isC_ = llvm::StringRef(token.getLiteralData(), token.getLength()) == "\"C\"";
    beforeThat_ = std::exchange(before_, token.getKind());
  }
  /// In any but those of a linkage: `extern "C" {`.
  bool isInside() const { return llvm::is_contained(open_, Kind::Other); }
  bool isInLinkage() const { return !open_.empty() && open_.back() == Kind::C; }

private:
  enum class Kind { C, Cxx, Other };
  std::vector<Kind> open_;
  bool isC_ = false; ///< of the last string
  llvm::DenseSet<SourceLocation> seen_;
  tok::TokenKind before_ = tok::unknown, beforeThat_ = tok::unknown;
};

} // namespace

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

namespace {

/// Notes which header includes which, and who touches which macro.
class Recorder final : public PPCallbacks {
public:
  Recorder(Preprocessor &preprocessor, const std::string &directory, Precompiled &result)
      : preprocessor_(preprocessor), sources_(preprocessor.getSourceManager()),
        directory_(directory), result_(result) {}

  void InclusionDirective(SourceLocation at, const Token &, llvm::StringRef, bool, CharSourceRange,
                          OptionalFileEntryRef file, llvm::StringRef, llvm::StringRef,
                          const Module *, bool, SrcMgr::CharacteristicKind) override {
    if (!file)
      return;
    const unsigned included = indexOf(*file);
    if (result_.inLinkage.size() < result_.headers.size())
      result_.inLinkage.resize(result_.headers.size(), braces_.isInLinkage());
    if (const std::optional<unsigned> includer = indexAt(at)) {
      if (std::vector<unsigned> &all = result_.includes[*includer];
          !llvm::is_contained(all, included))
        all.push_back(included);
    } else if (sources_.isWrittenInMainFile(at)) {
      result_.direct[sources_.getSpellingLineNumber(at)] = included;
    }
  }
  void MacroDefined(const Token &name, const MacroDirective *macro) override {
    leave(name, digestOf(*macro->getMacroInfo()));
  }
  void MacroUndefined(const Token &name, const MacroDefinition &, const MacroDirective *) override {
    leave(name, 0);
  }
  void MacroExpands(const Token &name, const MacroDefinition &, SourceRange,
                    const MacroArgs *) override {
    read(name);
  }
  void Ifdef(SourceLocation, const Token &name, const MacroDefinition &) override { read(name); }
  void Ifndef(SourceLocation, const Token &name, const MacroDefinition &) override { read(name); }
  void Elifdef(SourceLocation, const Token &name, const MacroDefinition &) override { read(name); }
  void Elifndef(SourceLocation, const Token &name, const MacroDefinition &) override { read(name); }
  void If(SourceLocation at, SourceRange condition, ConditionValueKind) override {
    readWords(at, condition);
  }
  void Elif(SourceLocation at, SourceRange condition, ConditionValueKind, SourceLocation) override {
    readWords(at, condition);
  }

  /// A declaration at the top of a header, or in braces of others around it.
  void see(const Decl &declaration) {
    if (const auto *linkage = dyn_cast<LinkageSpecDecl>(&declaration))
      return seeAll(*linkage, sources_.getFileID(sources_.getExpansionLoc(linkage->getLocation())));
    if (const auto *space = dyn_cast<NamespaceDecl>(&declaration))
      return seeAll(*space, FileID());
    if (isa<FunctionDecl, VarDecl>(declaration))
      if (const std::optional<unsigned> header = indexAt(declaration.getLocation()))
        linked_.insert(*header);
  }

  void see(const Token &token) {
    braces_.see(token);
    if (const IdentifierInfo *name = token.isAnnotation() ? nullptr : token.getIdentifierInfo())
      spoken_.insert(name->getName());
  }

  /// Called behind the last token.
  void finish() {
    for (const auto &word : spoken_)
      result_.spoken.push_back(contentHash(word.getKey()));
    llvm::sort(result_.spoken);
    result_.inLinkage.resize(result_.headers.size());
    result_.guarded.resize(result_.headers.size());
    result_.linked.resize(result_.headers.size());
    for (const unsigned header : linked_)
      result_.linked[header] = true;
    for (const auto &entry : read_) {
      const auto left = left_.find(entry.getKey());
      for (const auto &[header, isUndefined] : entry.second) {
        result_.readers[entry.getKey().str()].push_back(header);
        if (left != left_.end())
          addOrder(header, isUndefined, left->second);
        if (isUndefined && left != left_.end())
          result_.guarded[header] = result_.guarded[header] ||
                                    llvm::any_of(allBelow(header, result_), [&](unsigned below) {
                                      const auto found = left->second.find(below);
                                      return found != left->second.end() && found->second != 0;
                                    });
      }
    }
    for (const auto &entry : left_) {
      const auto &files = entry.second;
      const std::uint64_t first = files.begin()->second;
      if (!llvm::all_of(files, [&](const auto &file) { return file.second == first; }))
        result_.contested.insert(entry.getKey().str());
      else if (files.size() > 1 && first != 0)
        for (const auto &[header, digest] : files)
          result_.definers[entry.getKey().str()].push_back(header);
    }
  }

private:
  unsigned indexOf(FileEntryRef file) {
    const auto [entry, isNew] = indices_.try_emplace(&file.getFileEntry(), result_.headers.size());
    if (isNew) {
      result_.headers.push_back(exactPath(file.getName(), directory_));
      result_.includes.emplace_back();
    }
    return entry->second;
  }

  /// Nothing in the source of the includes, and in what is no file.
  std::optional<unsigned> indexAt(SourceLocation at) {
    const FileID file = sources_.getFileID(sources_.getExpansionLoc(at));
    const OptionalFileEntryRef entry = sources_.getFileEntryRefForID(file);
    return entry && file != sources_.getMainFileID() ? std::optional(indexOf(*entry))
                                                     : std::nullopt;
  }

  /// @param own the file whose declarations don't count: the linkage is its own
  void seeAll(const DeclContext &context, FileID own) {
    for (const Decl *declaration : context.decls())
      if (own.isInvalid() ||
          sources_.getFileID(sources_.getExpansionLoc(declaration->getLocation())) != own)
        see(*declaration);
  }

  /// Notes what a header's question depends on, where others that it doesn't include answer it.
  void addOrder(unsigned header, bool isUndefined, const std::map<unsigned, std::uint64_t> &left) {
    const std::set<unsigned> below = allBelow(header, result_);
    std::vector<unsigned> others;
    for (const auto &[other, digest] : left) {
      if (digest != 0 && below.contains(other))
        return; // by itself, or by what it includes
      if (digest != 0)
        others.push_back(other);
    }
    if (others.empty())
      return;
    if (isUndefined)
      result_.ahead[header].insert(others.begin(), others.end());
    else
      result_.behind[header].push_back(std::move(others));
  }

  void read(const Token &name) {
    if (const std::optional<unsigned> header = indexAt(name.getLocation()))
      read(name.getIdentifierInfo()->getName(), *header);
  }
  void read(llvm::StringRef name, unsigned header) {
    bool &isUndefined = read_[name][header];
    isUndefined |= !preprocessor_.isMacroDefined(name);
  }

  void leave(const Token &name, std::uint64_t digest) {
    if (const std::optional<unsigned> header = indexAt(name.getLocation()))
      left_[name.getIdentifierInfo()->getName()][*header] = digest;
  }

  /// What tells a definition apart; never zero.
  std::uint64_t digestOf(const MacroInfo &macro) const {
    std::string text = macro.isFunctionLike() ? "(" : "";
    for (const IdentifierInfo *parameter : macro.params())
      text += parameter->getName().str() + ",";
    for (const Token &token : macro.tokens())
      text += "\n" + preprocessor_.getSpelling(token);
    return contentHash(text) | 1;
  }

  /// The words of a condition: a name that is no macro stands for zero, which nobody else tells.
  void readWords(SourceLocation at, SourceRange condition) {
    const std::optional<unsigned> header = indexAt(at);
    if (!header)
      return;
    const llvm::StringRef text = Lexer::getSourceText(CharSourceRange::getCharRange(condition),
                                                      sources_, preprocessor_.getLangOpts());
    for (size_t next = 0; next < text.size();) {
      const llvm::StringRef word =
          text.substr(next).take_while([](char c) { return llvm::isAlnum(c) || c == '_'; });
      if (!word.empty())
        read(word, *header);
      next += std::max<size_t>(word.size(), 1);
    }
  }

  Preprocessor &preprocessor_;
  const SourceManager &sources_;
  const std::string &directory_;
  Precompiled &result_;
  llvm::DenseMap<const FileEntry *, unsigned> indices_;
  llvm::StringMap<std::map<unsigned, std::uint64_t>> left_; ///< how each header leaves a macro
  /// By which headers a macro is read, and whether there was none of the name then.
  llvm::StringMap<std::map<unsigned, bool>> read_;
  llvm::StringSet<> spoken_;
  std::set<unsigned> linked_;
  Braces braces_;
};

/// Skips bodies, and shows the recorder what is declared.
class Skipper final : public ASTConsumer {
public:
  Skipper(std::unique_ptr<NeededCode> needed, Recorder &recorder)
      : needed_(std::move(needed)), recorder_(recorder) {}
  bool shouldSkipFunctionBody(Decl *function) override { return needed_->isSkipped(*function); }
  bool HandleTopLevelDecl(DeclGroupRef group) override {
    for (const Decl *declaration : group)
      recorder_.see(*declaration);
    return true;
  }

private:
  std::unique_ptr<NeededCode> needed_;
  Recorder &recorder_;
};

class Compile final : public GeneratePCHAction {
public:
  Compile(const CompileUnit &unit, const tidy::ClangTidyOptions &options, Precompiled &result)
      : unit_(unit), options_(options), result_(result) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &compiler,
                                                 llvm::StringRef file) override {
    Preprocessor &preprocessor = compiler.getPreprocessor();
    auto recorder = std::make_unique<Recorder>(preprocessor, unit_.directory, result_);
    recorder_ = recorder.get();
    std::vector<std::unique_ptr<ASTConsumer>> consumers;
    consumers.push_back(std::make_unique<Skipper>(
        std::make_unique<NeededCode>(compiler, options_, unit_.file, Bodies::Needed), *recorder_));
    consumers.push_back(GeneratePCHAction::CreateASTConsumer(compiler, file));
    if (!consumers.back())
      return nullptr;
    preprocessor.addPPCallbacks(std::move(recorder));
    preprocessor.setTokenWatcher(
        [recorder = recorder_](const Token &token) { recorder->see(token); });
    return std::make_unique<MultiplexConsumer>(std::move(consumers));
  }

  void EndSourceFileAction() override {
    recorder_->finish();
    GeneratePCHAction::EndSourceFileAction();
  }

private:
  const CompileUnit &unit_;
  const tidy::ClangTidyOptions &options_;
  Precompiled &result_;
  Recorder *recorder_ = nullptr; ///< the preprocessor's
};

/// How many lines an include takes in the source of them.
constexpr unsigned LinesOfInclude = 3;

/// Which includes of the main file lead to errors.
struct Blame final : DiagnosticConsumer {
  std::set<unsigned> lines;
  bool isAny = false; ///< error, wherever

  void HandleDiagnostic(DiagnosticsEngine::Level level, const Diagnostic &info) override {
    if (level < DiagnosticsEngine::Error)
      return;
    isAny = true;
    if (info.getLocation().isInvalid() || !info.hasSourceManager())
      return;
    const SourceManager &sources = info.getSourceManager();
    SourceLocation at = sources.getExpansionLoc(info.getLocation());
    for (SourceLocation outer = at; outer.isValid();
         outer = sources.getIncludeLoc(sources.getFileID(outer)))
      at = outer;
    if (sources.isWrittenInMainFile(at))
      lines.insert(sources.getExpansionLineNumber(at));
  }
};

/// Compiles the source of the includes with what the driver made of the unit's command.
class CompileInstead final : public tooling::ToolAction {
public:
  CompileInstead(Compile &action, std::string source, std::string output)
      : action_(action), source_(std::move(source)), output_(std::move(output)) {}

  bool runInvocation(std::shared_ptr<CompilerInvocation> invocation, FileManager *files,
                     std::shared_ptr<PCHContainerOperations> containers,
                     DiagnosticConsumer *errors) override {
    FrontendOptions &frontend = invocation->getFrontendOpts();
    if (frontend.Inputs.size() != 1)
      return false;
    frontend.Inputs = {FrontendInputFile(source_, frontend.Inputs.front().getKind())};
    frontend.OutputFile = output_;
    frontend.ProgramAction = frontend::GeneratePCH;
    frontend.SkipFunctionBodies = true;
    invocation->getLangOpts().PCHInstantiateTemplates = true;
    invocation->getDiagnosticOpts().IgnoreWarnings = true;
    invocation->getPreprocessorOpts().SetUpStaticAnalyzer = true; // as units are read
    invocation->getPreprocessorOpts().Includes.clear();           // they are the units' own
    CompilerInstance compiler(std::move(invocation), std::move(containers));
    compiler.setVirtualFileSystem(files->getVirtualFileSystemPtr());
    compiler.setFileManager(files);
    compiler.createDiagnostics(errors, /*ShouldOwnClient=*/false);
    compiler.createSourceManager();
    return compiler.ExecuteAction(action_);
  }

private:
  Compile &action_;
  std::string source_;
  std::string output_;
};

} // namespace

/// Compiles these includes; those that it can't are `blamed`.
static std::optional<Precompiled> tryPrecompile(const CompileUnit &unit,
                                                const EngineOptions &options,
                                                const std::vector<std::string> &includes,
                                                const std::string &path, Blame &blame) {
  const std::string source = path + ".h";
  // One that a user's header names beside itself may be found by no unit that names it otherwise.
  std::string text;
  for (const std::string &include : includes)
    text += "#if __has_include(<" + include + ">)\n#include <" + include + ">\n#endif\n";
  if (!writeFile(source, text).empty())
    return std::nullopt;
  const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk = fileSystemOf(nullptr);
  disk->setCurrentWorkingDirectory(unit.directory);
  tidy::ClangTidyContext context(optionsProvider(options.checks, disk));
  const tidy::ClangTidyOptions configuration = context.getOptionsForFile(unit.file);
  Precompiled result;
  result.file = path;
  Compile compile(unit, configuration, result);
  CompileInstead action(compile, source, path);
  const auto files = llvm::makeIntrusiveRefCnt<FileManager>(FileSystemOptions(), disk);
  tooling::ToolInvocation invocation(commandOf(unit, configuration), &action, files.get(),
                                     std::make_shared<PCHContainerOperations>());
  invocation.setDiagnosticConsumer(&blame);
  if (!invocation.run() || blame.isAny || result.headers.empty())
    return std::nullopt;
  return result;
}

/// The lines of includes that lead to a header which asks for one of the macros.
static std::set<unsigned> linesThatRead(const std::set<std::string> &macros,
                                        const Precompiled &headers) {
  std::set<unsigned> readers, lines;
  for (const std::string &macro : macros)
    if (const auto found = headers.readers.find(macro); found != headers.readers.end())
      readers.insert(found->second.begin(), found->second.end());
  for (const auto &[line, header] : headers.direct)
    if (llvm::any_of(allBelow(header, headers),
                     [&](unsigned below) { return readers.contains(below); }))
      lines.insert(line);
  return lines;
}

std::optional<Precompiled> precompile(const CompileUnit &unit, const EngineOptions &options,
                                      std::vector<std::string> includes,
                                      const std::set<std::string> &defined,
                                      const std::string &path) {
  constexpr unsigned MostTries = 4;
  for (unsigned tries = 0; tries < MostTries && !includes.empty(); ++tries) {
    Blame blame;
    if (std::optional<Precompiled> made = tryPrecompile(unit, options, includes, path, blame)) {
      blame.lines = linesThatRead(defined, *made);
      if (blame.lines.empty())
        return made;
    }
    if (blame.lines.empty())
      break;
    std::vector<std::string> rest;
    for (size_t index = 0; index < includes.size(); ++index)
      if (!blame.lines.contains(static_cast<unsigned>(index) * LinesOfInclude + 2))
        rest.push_back(std::move(includes[index]));
    includes = std::move(rest);
  }
  return std::nullopt;
}

} // namespace corolint::tool
