// The main file of a unit as text: where its nodes stand, in bytes.
#pragma once
#include "tests/variants/Rewriting.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include <optional>

namespace corolint::test {

/// From the first byte to behind the last one.
struct Extent {
  unsigned begin = 0;
  unsigned end = 0;
};

class MainFile {
public:
  explicit MainFile(clang::ASTContext &context)
      : context_(context), sources_(context.getSourceManager()) {}

  clang::ASTContext &context() const { return context_; }
  llvm::StringRef text() const { return sources_.getBufferData(sources_.getMainFileID()); }

  /// Whether this is written in the file, outside of macros.
  bool contains(clang::SourceLocation at) const {
    return at.isValid() && at.isFileID() && sources_.isInMainFile(at);
  }
  unsigned offsetOf(clang::SourceLocation at) const { return sources_.getFileOffset(at); }

  /// The text of a node; none where a macro has a part in it.
  std::optional<Extent> extentOf(clang::SourceRange range) const;

  /// The text of a node and of the semicolon behind it.
  std::optional<Extent> withSemicolon(clang::SourceRange range) const;

  /// Visits what is declared in the file.
  template <class Visitor> void visit(Visitor &visitor) const {
    for (clang::Decl *declaration : context_.getTranslationUnitDecl()->noload_decls())
      if (sources_.isInMainFile(sources_.getExpansionLoc(declaration->getLocation())))
        visitor.TraverseDecl(declaration);
  }

private:
  clang::ASTContext &context_;
  const clang::SourceManager &sources_;
};

/// Wraps a piece of text.
inline Place around(Extent extent, const std::string &before, const std::string &after) {
  return {{extent.begin, 0, before}, {extent.end, 0, after}};
}

} // namespace corolint::test
