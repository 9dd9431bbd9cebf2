// What the preprocessor does while headers are compiled for many units: which header includes
// which, and who touches which macro.
#pragma once
#include "tool/driver/analysis/Braces.h"
#include "tool/driver/analysis/Precompiled.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

namespace clang {
class Decl;
class DeclContext;
} // namespace clang

namespace corolint::tool {

class HeaderRecorder final : public clang::PPCallbacks {
public:
  HeaderRecorder(clang::Preprocessor &preprocessor, const std::string &directory,
                 Precompiled &result)
      : preprocessor_(preprocessor), sources_(preprocessor.getSourceManager()),
        directory_(directory), result_(result) {}

  void InclusionDirective(clang::SourceLocation at, const clang::Token &, llvm::StringRef, bool,
                          clang::CharSourceRange, clang::OptionalFileEntryRef file, llvm::StringRef,
                          llvm::StringRef, const clang::Module *, bool,
                          clang::SrcMgr::CharacteristicKind) override;
  void MacroDefined(const clang::Token &name, const clang::MacroDirective *macro) override;
  void MacroUndefined(const clang::Token &name, const clang::MacroDefinition &,
                      const clang::MacroDirective *) override;
  void MacroExpands(const clang::Token &name, const clang::MacroDefinition &, clang::SourceRange,
                    const clang::MacroArgs *) override;
  void Ifdef(clang::SourceLocation, const clang::Token &name,
             const clang::MacroDefinition &) override;
  void Ifndef(clang::SourceLocation, const clang::Token &name,
              const clang::MacroDefinition &) override;
  void Elifdef(clang::SourceLocation, const clang::Token &name,
               const clang::MacroDefinition &) override;
  void Elifndef(clang::SourceLocation, const clang::Token &name,
                const clang::MacroDefinition &) override;
  void If(clang::SourceLocation at, clang::SourceRange condition, ConditionValueKind) override;
  void Elif(clang::SourceLocation at, clang::SourceRange condition, ConditionValueKind,
            clang::SourceLocation) override;

  /// A declaration at the top of a header, or in braces of others around it.
  void see(const clang::Decl &declaration);

  void see(const clang::Token &token);

  /// Called behind the last token.
  void finish();

private:
  unsigned indexOf(clang::FileEntryRef file);

  /// Nothing in the source of the includes, and in what is no file.
  std::optional<unsigned> indexAt(clang::SourceLocation at);

  /// @param own the file whose declarations don't count: the linkage is its own
  void seeAll(const clang::DeclContext &context, clang::FileID own);

  /// Notes what a header's question depends on, where others that it doesn't include answer it.
  void addOrder(unsigned header, bool isUndefined, const std::map<unsigned, std::uint64_t> &left);

  void read(const clang::Token &name);
  void read(llvm::StringRef name, unsigned header);

  void leave(const clang::Token &name, std::uint64_t digest);

  /// What tells a definition apart; never zero.
  std::uint64_t digestOf(const clang::MacroInfo &macro) const;

  /// The words of a condition: a name that is no macro stands for zero, which nobody else tells.
  void readWords(clang::SourceLocation at, clang::SourceRange condition);

  clang::Preprocessor &preprocessor_;
  const clang::SourceManager &sources_;
  const std::string &directory_;
  Precompiled &result_;
  llvm::DenseMap<const clang::FileEntry *, unsigned> indices_;
  llvm::StringMap<std::map<unsigned, std::uint64_t>> left_; ///< how each header leaves a macro
  /// By which headers a macro is read, and whether there was none of the name then.
  llvm::StringMap<std::map<unsigned, bool>> read_;
  llvm::StringSet<> spoken_;
  std::set<unsigned> linked_;
  Braces braces_;
};

} // namespace corolint::tool
