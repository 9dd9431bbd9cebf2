#include "tool/driver/analysis/HeaderRecorder.h"
#include "tool/driver/base/Files.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace corolint::tool {

using namespace clang;

void HeaderRecorder::InclusionDirective(SourceLocation at, const Token &, llvm::StringRef, bool,
                                        CharSourceRange, OptionalFileEntryRef file, llvm::StringRef,
                                        llvm::StringRef, const Module *, bool,
                                        SrcMgr::CharacteristicKind) {
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

void HeaderRecorder::MacroDefined(const Token &name, const MacroDirective *macro) {
  leave(name, digestOf(*macro->getMacroInfo()));
}

void HeaderRecorder::MacroUndefined(const Token &name, const MacroDefinition &,
                                    const MacroDirective *) {
  leave(name, 0);
}

void HeaderRecorder::MacroExpands(const Token &name, const MacroDefinition &, SourceRange,
                                  const MacroArgs *) {
  read(name);
}

void HeaderRecorder::Ifdef(SourceLocation, const Token &name, const MacroDefinition &) {
  read(name);
}

void HeaderRecorder::Ifndef(SourceLocation, const Token &name, const MacroDefinition &) {
  read(name);
}

void HeaderRecorder::Elifdef(SourceLocation, const Token &name, const MacroDefinition &) {
  read(name);
}

void HeaderRecorder::Elifndef(SourceLocation, const Token &name, const MacroDefinition &) {
  read(name);
}

void HeaderRecorder::If(SourceLocation at, SourceRange condition, ConditionValueKind) {
  readWords(at, condition);
}

void HeaderRecorder::Elif(SourceLocation at, SourceRange condition, ConditionValueKind,
                          SourceLocation) {
  readWords(at, condition);
}

void HeaderRecorder::see(const Decl &declaration) {
  if (const auto *linkage = dyn_cast<LinkageSpecDecl>(&declaration))
    return seeAll(*linkage, sources_.getFileID(sources_.getExpansionLoc(linkage->getLocation())));
  if (const auto *space = dyn_cast<NamespaceDecl>(&declaration))
    return seeAll(*space, FileID());
  if (isa<FunctionDecl, VarDecl>(declaration))
    if (const std::optional<unsigned> header = indexAt(declaration.getLocation()))
      linked_.insert(*header);
}

void HeaderRecorder::see(const Token &token) {
  braces_.see(token);
  if (const IdentifierInfo *name = token.isAnnotation() ? nullptr : token.getIdentifierInfo())
    spoken_.insert(name->getName());
}

void HeaderRecorder::finish() {
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
        result_.guarded[header] =
            result_.guarded[header] || llvm::any_of(allBelow(header, result_), [&](unsigned below) {
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

unsigned HeaderRecorder::indexOf(FileEntryRef file) {
  const auto [entry, isNew] = indices_.try_emplace(&file.getFileEntry(), result_.headers.size());
  if (isNew) {
    result_.headers.push_back(exactPath(file.getName(), directory_));
    result_.includes.emplace_back();
  }
  return entry->second;
}

std::optional<unsigned> HeaderRecorder::indexAt(SourceLocation at) {
  const FileID file = sources_.getFileID(sources_.getExpansionLoc(at));
  const OptionalFileEntryRef entry = sources_.getFileEntryRefForID(file);
  return entry && file != sources_.getMainFileID() ? std::optional(indexOf(*entry)) : std::nullopt;
}

void HeaderRecorder::seeAll(const DeclContext &context, FileID own) {
  for (const Decl *declaration : context.decls())
    if (own.isInvalid() ||
        sources_.getFileID(sources_.getExpansionLoc(declaration->getLocation())) != own)
      see(*declaration);
}

void HeaderRecorder::addOrder(unsigned header, bool isUndefined,
                              const std::map<unsigned, std::uint64_t> &left) {
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

void HeaderRecorder::read(const Token &name) {
  if (const std::optional<unsigned> header = indexAt(name.getLocation()))
    read(name.getIdentifierInfo()->getName(), *header);
}

void HeaderRecorder::read(llvm::StringRef name, unsigned header) {
  bool &isUndefined = read_[name][header];
  isUndefined |= !preprocessor_.isMacroDefined(name);
}

void HeaderRecorder::leave(const Token &name, std::uint64_t digest) {
  if (const std::optional<unsigned> header = indexAt(name.getLocation()))
    left_[name.getIdentifierInfo()->getName()][*header] = digest;
}

std::uint64_t HeaderRecorder::digestOf(const MacroInfo &macro) const {
  std::string text = macro.isFunctionLike() ? "(" : "";
  for (const IdentifierInfo *parameter : macro.params())
    text += parameter->getName().str() + ",";
  for (const Token &token : macro.tokens())
    text += "\n" + preprocessor_.getSpelling(token);
  return contentHash(text) | 1;
}

void HeaderRecorder::readWords(SourceLocation at, SourceRange condition) {
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

} // namespace corolint::tool
