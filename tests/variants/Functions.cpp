// Functions that are something else: templates, members, called through others; and bodies that
// stand in something.
#include "tests/variants/MainFile.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/MapVector.h"

namespace corolint::test {

using namespace clang;

namespace {

/// Collects the functions of a file, and who names or calls the free ones.
class Functions : public DynamicRecursiveASTVisitor {
public:
  explicit Functions(const MainFile &file) { file.visit(*this); }

  bool VisitFunctionDecl(FunctionDecl *function) override {
    all.push_back(function);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *name) override {
    if (const auto *function = dyn_cast<FunctionDecl>(name->getDecl()))
      uses[function->getCanonicalDecl()].push_back(name);
    return true;
  }
  bool VisitCallExpr(CallExpr *call) override {
    if (const auto *name = dyn_cast<DeclRefExpr>(call->getCallee()->IgnoreParenImpCasts()))
      if (const auto *function = dyn_cast<FunctionDecl>(name->getDecl()))
        calls[function->getCanonicalDecl()].push_back(call);
    return true;
  }

  std::vector<FunctionDecl *> all;
  llvm::DenseMap<const FunctionDecl *, std::vector<const DeclRefExpr *>> uses;
  llvm::DenseMap<const FunctionDecl *, std::vector<const CallExpr *>> calls;
};

/// A function at namespace scope whose kind is the user's to choose, as it is first declared.
bool isFree(const MainFile &file, const FunctionDecl &function) {
  return function.getDeclContext()->isFileContext() && function.isFirstDecl() &&
         !isa<CXXMethodDecl>(function) && !function.isMain() && !function.isExternC() &&
         !function.isTemplated() && !function.isVariadic() &&
         function.getDeclName().isIdentifier() &&
         function.getFriendObjectKind() == Decl::FOK_None && file.contains(function.getLocation());
}

/// The text of a free function that is declared once, by its definition.
std::optional<Extent> onlyDefinition(const MainFile &file, const FunctionDecl &function) {
  if (!isFree(file, function) || !function.isThisDeclarationADefinition() ||
      function.getMostRecentDecl() != &function)
    return std::nullopt;
  return file.extentOf(function.getSourceRange());
}

} // namespace

std::vector<Place> makeTemplate(ASTContext &context) {
  const MainFile file(context);
  std::vector<Place> places;
  for (const FunctionDecl *function : Functions(file).all)
    if (const std::optional<Extent> extent = onlyDefinition(file, *function))
      // Somebody uses it: a template that nobody does is only looked at as a pattern.
      places.push_back({{extent->begin, 0, "template <class = void> "},
                        {extent->end, 0,
                         " inline const auto use_" + std::to_string(places.size()) + " = &" +
                             function->getNameAsString() + "<>;"}});
  return places;
}

std::vector<Place> makeMember(ASTContext &context) {
  const MainFile file(context);
  const Functions functions(file);
  std::vector<Place> places;
  for (const FunctionDecl *function : functions.all) {
    const std::optional<Extent> extent = onlyDefinition(file, *function);
    if (!extent)
      continue;
    const std::string holder =
        "of_" + function->getNameAsString() + "_" + std::to_string(places.size());
    const bool isStatic = function->getStorageClass() == SC_Static;
    Place place = around(*extent, "struct " + holder + " { " + (isStatic ? "" : "static "), " };");
    const auto uses = functions.uses.find(function->getCanonicalDecl());
    if (uses != functions.uses.end())
      for (const DeclRefExpr *use : uses->second)
        if (file.contains(use->getBeginLoc()) && !use->hasQualifier())
          place.push_back({file.offsetOf(use->getBeginLoc()), 0, holder + "::"});
    places.push_back(std::move(place));
  }
  return places;
}

// ---- Calls

/// Whether the parameter gets the same whether or not the argument was forwarded before: nothing is
/// converted into a temporary on the way.
static bool isForwardable(const Expr *argument, QualType parameter) {
  const Expr *plain = argument->IgnoreImplicit();
  if (isa<InitListExpr, CXXDefaultArgExpr, CXXNullPtrLiteralExpr>(plain))
    return false;
  const QualType from = plain->getType(), to = parameter.getNonReferenceType();
  if (parameter->isReferenceType())
    return plain->isGLValue() && from->getAsCXXRecordDecl() &&
           from->getCanonicalTypeUnqualified() == to->getCanonicalTypeUnqualified();
  return from->isArithmeticType() ||
         from->getCanonicalTypeUnqualified() == to->getCanonicalTypeUnqualified();
}

static bool isForwardable(const CallExpr &call, const FunctionDecl &function) {
  if (call.getNumArgs() != function.getNumParams() || call.isTypeDependent())
    return false;
  for (unsigned index = 0; index < call.getNumArgs(); ++index)
    if (!isForwardable(call.getArg(index), function.getParamDecl(index)->getType()))
      return false;
  return true;
}

std::vector<Place> callThroughWrapper(ASTContext &context) {
  const MainFile file(context);
  const Functions functions(file);
  std::vector<Place> places;
  for (const FunctionDecl *function : functions.all) {
    const auto calls = functions.calls.find(function->getCanonicalDecl());
    if (!isFree(file, *function) || calls == functions.calls.end())
      continue;
    const std::optional<Extent> extent = function->isThisDeclarationADefinition()
                                             ? file.extentOf(function->getSourceRange())
                                             : file.withSemicolon(function->getSourceRange());
    if (!extent)
      continue;
    const std::string name = function->getNameAsString(),
                      wrapper = "via_" + name + "_" + std::to_string(places.size());
    Place place = {{extent->end, 0,
                    " template <class... A> decltype(auto) " + wrapper + "(A &&...a) { return " +
                        name + "(static_cast<A &&>(a)...); }"}};
    for (const CallExpr *call : calls->second)
      if (file.contains(call->getBeginLoc()) && file.offsetOf(call->getBeginLoc()) > extent->end &&
          isForwardable(*call, *function) &&
          file.text().substr(file.offsetOf(call->getBeginLoc())).starts_with(name))
        place.push_back({file.offsetOf(call->getBeginLoc()), unsigned(name.size()), wrapper});
    if (place.size() > 1)
      places.push_back(std::move(place));
  }
  return places;
}

// ---- Bodies

namespace {

/// Whether a coroutine returns a value; lambdas in it are others' business.
class ReturnsValue : public DynamicRecursiveASTVisitor {
public:
  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool VisitCoreturnStmt(CoreturnStmt *result) override {
    found |= result->getOperand() != nullptr;
    return true;
  }
  bool found = false;
};

/// Whether a parameter is an object that the coroutine has to do something with on every way.
bool isGiven(const ParmVarDecl *parameter) {
  const QualType type = parameter->getType();
  return type->isRValueReferenceType() || (!type->isReferenceType() && !type->isScalarType());
}

/// The body of a coroutine whose end may be reached at any time.
const CompoundStmt *optionalBody(const FunctionDecl &function) {
  const auto *coroutine = function.doesThisDeclarationHaveABody()
                              ? dyn_cast<CoroutineBodyStmt>(function.getBody())
                              : nullptr;
  const auto *body = coroutine ? dyn_cast<CompoundStmt>(coroutine->getBody()) : nullptr;
  if (!body || llvm::any_of(function.parameters(), isGiven))
    return nullptr;
  ReturnsValue returns;
  returns.TraverseStmt(const_cast<CompoundStmt *>(body));
  return returns.found ? nullptr : body;
}

std::vector<Place> wrapBodies(ASTContext &context, const std::string &head) {
  const MainFile file(context);
  std::vector<Place> places;
  for (const FunctionDecl *function : Functions(file).all)
    if (const CompoundStmt *body = optionalBody(*function))
      if (const std::optional<Extent> extent = file.extentOf(body->getSourceRange()))
        places.push_back(around({extent->begin + 1, extent->end - 1}, " " + head + " { ", " } "));
  return places;
}

} // namespace

std::vector<Place> wrapBodyInIf(ASTContext &context) {
  return wrapBodies(context, "if (always())");
}

std::vector<Place> wrapBodyInLoop(ASTContext &context) {
  return wrapBodies(context, "for (int once = 0; once < 1; ++once)");
}

} // namespace corolint::test
