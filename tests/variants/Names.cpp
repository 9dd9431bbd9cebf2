// Other names for what is the user's.
#include "tests/variants/MainFile.h"
#include "clang/Lex/Lexer.h"
#include <map>
#include <set>

namespace corolint::test {

using namespace clang;

namespace {

/// Names by which the language or a library finds what it needs in a type of the user's.
const std::set<llvm::StringRef> Contracts = {"main",
                                             "promise_type",
                                             "get_return_object",
                                             "initial_suspend",
                                             "final_suspend",
                                             "unhandled_exception",
                                             "return_void",
                                             "return_value",
                                             "yield_value",
                                             "await_transform",
                                             "await_ready",
                                             "await_suspend",
                                             "await_resume",
                                             "_",
                                             "get_future",
                                             "begin",
                                             "end",
                                             "get",
                                             "STATEMENT",
                                             "always"};

/// Sorts the names of a file: what is declared in it, and what others have a say in.
class Declared : public DynamicRecursiveASTVisitor {
public:
  explicit Declared(const MainFile &file) : file_(file) { file.visit(*this); }

  bool VisitNamedDecl(NamedDecl *declaration) override {
    if (!declaration->getDeclName().isIdentifier() || !file_.contains(declaration->getLocation()))
      return true;
    (isOthers(*declaration) ? others : own).insert(declaration->getName());
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *use) override { return note(*use->getDecl()); }
  bool VisitMemberExpr(MemberExpr *use) override { return note(*use->getMemberDecl()); }
  bool VisitOverloadExpr(OverloadExpr *use) override {
    for (const NamedDecl *candidate : use->decls())
      note(*candidate);
    return true;
  }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *use) override {
    return noteUnknown(use->getMember());
  }
  bool VisitDependentScopeDeclRefExpr(DependentScopeDeclRefExpr *use) override {
    return noteUnknown(use->getDeclName());
  }
  bool VisitTypeLoc(TypeLoc type) override {
    if (const auto tag = type.getAs<TagTypeLoc>())
      return note(*tag.getDecl());
    if (const auto alias = type.getAs<TypedefTypeLoc>())
      return note(*alias.getDecl());
    if (const auto special = type.getAs<TemplateSpecializationTypeLoc>())
      if (const TemplateDecl *pattern = special.getTypePtr()->getTemplateName().getAsTemplateDecl())
        return note(*pattern);
    return true;
  }

  std::set<llvm::StringRef> own, others;

private:
  /// A declaration that isn't the user's to name: of the C library, of another's namespace, an
  /// override, a member function that templates of libraries may look for.
  bool isOthers(const NamedDecl &declaration) const {
    if (isa<NamespaceDecl>(declaration) || Contracts.contains(declaration.getName()))
      return true;
    const auto *function = declaration.getAsFunction();
    if (function &&
        (function->isExternC() || !file_.contains(function->getFirstDecl()->getLocation())))
      return true;
    const auto *method = dyn_cast<CXXMethodDecl>(&declaration);
    return method && (method->size_overridden_methods() > 0 || isALibrarysToo(*method));
  }

  /// Whether headers know the name: the identifier was loaded from there.
  bool isALibrarysToo(const NamedDecl &method) const { return method.getIdentifier()->isFromAST(); }

  bool note(const NamedDecl &declaration) {
    if (declaration.getDeclName().isIdentifier() &&
        !file_.context().getSourceManager().isInMainFile(declaration.getLocation()))
      others.insert(declaration.getName());
    return true;
  }
  bool noteUnknown(DeclarationName name) {
    if (const IdentifierInfo *identifier = name.getAsIdentifierInfo())
      if (identifier->isFromAST())
        others.insert(identifier->getName());
    return true;
  }

  const MainFile &file_;
};

/// The places of each name, macros' bodies and all.
std::map<llvm::StringRef, std::vector<unsigned>> tokensOf(const MainFile &file) {
  std::map<llvm::StringRef, std::vector<unsigned>> result;
  const llvm::StringRef text = file.text();
  Lexer lexer(SourceLocation(), file.context().getLangOpts(), text.begin(), text.begin(),
              text.end());
  Token token;
  bool isDone = false;
  while (!isDone) {
    isDone = lexer.LexFromRawLexer(token);
    if (token.is(tok::raw_identifier))
      result[token.getRawIdentifier()].push_back(
          unsigned(token.getRawIdentifier().begin() - text.begin()));
  }
  return result;
}

/// Gives each of the user's names the one that `other` makes of it and of its number.
std::vector<Place> rename(ASTContext &context,
                          std::string (*other)(llvm::StringRef name, unsigned number)) {
  const MainFile file(context);
  const Declared declared(file);
  std::vector<Place> places;
  for (const auto &[name, offsets] : tokensOf(file)) {
    if (!declared.own.contains(name) || declared.others.contains(name) || name.empty())
      continue;
    const std::string text = other(name, unsigned(places.size()));
    Place place;
    for (const unsigned offset : offsets)
      place.push_back({offset, unsigned(name.size()), text});
    places.push_back(std::move(place));
  }
  return places;
}

} // namespace

std::vector<Place> renameKeepingWords(ASTContext &context) {
  return rename(context, [](llvm::StringRef name, unsigned) { return (name + "_q").str(); });
}

std::vector<Place> renameAll(ASTContext &context) {
  return rename(context,
                [](llvm::StringRef, unsigned number) { return "q" + std::to_string(number); });
}

} // namespace corolint::test
