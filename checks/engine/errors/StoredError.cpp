#include "checks/engine/errors/StoredError.h"
#include "checks/engine/code/Members.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/code/Write.h"
#include "checks/engine/errors/Handled.h"
#include "checks/engine/errors/Told.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"

namespace corolint {

using namespace clang;

// ---- Where it is stored -----------------------------------------------------------------------

/// Adds the fields of this name of a class and of those in it.
static void addFields(const CXXRecordDecl &record, DeclarationName name,
                      llvm::SmallVectorImpl<const FieldDecl *> &fields) {
  for (const Decl *member : record.decls())
    if (const auto *field = dyn_cast<FieldDecl>(member); field && field->getDeclName() == name)
      fields.push_back(field);
    else if (const auto *inner = dyn_cast<CXXRecordDecl>(member);
             inner && inner->isThisDeclarationADefinition() && !inner->isInjectedClassName())
      addFields(*inner, name, fields);
}

/// `state_->error` in a template, where nobody knows yet whose member it is: the only one of its
/// name in the classes around.
static const FieldDecl *fieldOf(const Expr &target, const Body &body) {
  const Expr *named = target.IgnoreUnlessSpelledInSource();
  if (const auto *member = dyn_cast<MemberExpr>(named))
    return dyn_cast<FieldDecl>(member->getMemberDecl());
  const auto *unknown = dyn_cast<CXXDependentScopeMemberExpr>(named);
  const DeclContext *outer = unknown ? body.function().getDeclContext() : nullptr;
  while (outer && outer->getParent()->isRecord())
    outer = outer->getParent();
  llvm::SmallVector<const FieldDecl *, 2> fields;
  if (const auto *record = dyn_cast_or_null<CXXRecordDecl>(outer))
    addFields(*record, unknown->getMember(), fields);
  return fields.size() == 1 ? fields.front() : nullptr;
}

/// The field that takes the value of an expression of this body: `error_ = value`, `state_->error =
/// move(value)`, `state_->fail(value)`.
static StoredError storedFrom(const Body &body, const Stmt &value, unsigned depth) {
  const Stmt *child = &value;
  for (const Stmt *s = body.parent(value); s && isa<Expr>(s); child = s, s = body.parent(*s)) {
    if (const Write write = writeOf(*s); write && write.value == child) {
      const FieldDecl *field = fieldOf(*write.target, body);
      return field ? StoredError{field, s} : StoredError();
    }
    const auto *call = dyn_cast<CallExpr>(s);
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    const FunctionDecl *definition = depth > 0 ? definitionOf(callee) : nullptr;
    if (!definition || isOfStd(*callee))
      continue;
    const Body inside(*definition);
    for (unsigned i = 0; i < std::min(call->getNumArgs(), definition->getNumParams()); ++i)
      if (call->getArg(i) == child)
        for (const DeclRefExpr *use : inside.uses(*definition->getParamDecl(i)))
          if (const StoredError stored = storedFrom(inside, *use, depth - 1); stored.field)
            return {stored.field, s};
  }
  return {};
}

StoredError errorStoredBy(const Body &body) {
  StoredError stored;
  for (const Stmt *statement : body.statements())
    if (callsStd(*statement, "current_exception"))
      if (const StoredError found = storedFrom(body, *statement, 2); found.field)
        stored = found;
  return stored;
}

// ---- Who awaits -------------------------------------------------------------------------------

const FunctionDecl *definedMember(const CXXRecordDecl &record, llvm::StringRef name) {
  return definitionOf(dyn_cast_or_null<FunctionDecl>(findMember(record, name)));
}

const CXXRecordDecl *coroutineTypeOf(const CXXRecordDecl &awaiter) {
  const CXXRecordDecl *record = &awaiter;
  while (record && !findMember(*record, "promise_type")) {
    const DeclContext *outer = record->getDeclContext();
    if (const auto *method = dyn_cast<CXXMethodDecl>(outer);
        method && method->getOverloadedOperator() == OO_Coawait)
      outer = method->getParent();
    record = dyn_cast<CXXRecordDecl>(outer);
  }
  return record;
}

static const FunctionDecl *ownMember(const CXXRecordDecl &record, llvm::StringRef name) {
  for (const CXXMethodDecl *method : record.methods())
    if (method->getIdentifier() && method->getName() == name &&
        // An instance that nobody needs has its body in the template.
        (method->doesThisDeclarationHaveABody() ||
         method->getTemplateInstantiationPattern(/*ForDefinition=*/true)))
      return method;
  return nullptr;
}

/// Of a class local to `auto operator co_await() { struct awaiter {...}; return awaiter{...}; }`.
static const FunctionDecl *localResume(const Decl &member) {
  const auto *function = dyn_cast<FunctionDecl>(&member);
  if (!function || function->getOverloadedOperator() != OO_Coawait || !function->getBody())
    return nullptr;
  for (const Decl *local : function->decls())
    if (const auto *inner = dyn_cast<CXXRecordDecl>(local);
        inner && inner->isThisDeclarationADefinition())
      if (const FunctionDecl *found = ownMember(*inner, "await_resume"))
        return found;
  return nullptr;
}

const FunctionDecl *resumeBeside(const CXXRecordDecl &promise) {
  const DeclContext *outer = &promise;
  while (outer->getParent()->isRecord())
    outer = outer->getParent();
  const auto *record = cast<CXXRecordDecl>(outer);
  if (record == &promise)
    return nullptr;
  if (const FunctionDecl *own = ownMember(*record, "await_resume"))
    return own;
  for (const Decl *nested : record->decls()) {
    if (const auto *inner = dyn_cast<CXXRecordDecl>(nested);
        inner && inner != &promise && inner->isThisDeclarationADefinition())
      if (const FunctionDecl *found = ownMember(*inner, "await_resume"))
        return found;
    if (const FunctionDecl *found = localResume(*nested))
      return found;
  }
  return nullptr;
}

namespace {

/// Looks for a `final_suspend` that gives an awaiter of the class.
class FinalSearch : public DynamicRecursiveASTVisitor {
public:
  explicit FinalSearch(const CXXRecordDecl &awaiter) : awaiter_(awaiter) {}

  bool found = false;

  bool VisitFunctionDecl(FunctionDecl *function) override {
    found = function->getIdentifier() && function->getName() == "final_suspend" &&
            (isAwaiter(function->getReturnType()) || makesAwaiter(function->getBody()));
    return !found;
  }

private:
  /// `auto final_suspend() { return final_awaiter<T>(...); }`
  bool makesAwaiter(const Stmt *body) const {
    const Stmt *last = lastOf(body);
    const auto *result = dyn_cast_or_null<ReturnStmt>(last);
    const Expr *value = result ? result->getRetValue() : nullptr;
    const auto *made =
        value ? dyn_cast<CXXUnresolvedConstructExpr>(value->IgnoreImplicit()) : nullptr;
    return made && isAwaiter(made->getTypeAsWritten());
  }

  static const CXXRecordDecl &written(const CXXRecordDecl &record) {
    const CXXRecordDecl *pattern = record.getTemplateInstantiationPattern();
    return *(pattern ? pattern : &record)->getCanonicalDecl();
  }

  bool isAwaiter(QualType type) const {
    type = type.getNonReferenceType();
    if (const auto *record = type->getAsCXXRecordDecl())
      return &written(*record) == &written(awaiter_);
    const TemplateDecl *made = templateNamed(type);
    return made && made->getTemplatedDecl() &&
           made->getTemplatedDecl()->getCanonicalDecl() == &written(awaiter_);
  }

  const CXXRecordDecl &awaiter_;
};

} // namespace

bool isFinalAwaiter(const CXXRecordDecl &awaiter, ASTContext &context) {
  FinalSearch search(awaiter);
  for (Decl *declaration : userDeclarations(context))
    if (!search.found)
      search.TraverseDecl(declaration);
  return search.found;
}

// ---- Whether they look ------------------------------------------------------------------------

/// By its name alone: in a template nobody knows yet whose member it is.
static bool isMemberNamed(const Stmt &statement, const FieldDecl &field) {
  if (const auto *member = dyn_cast<MemberExpr>(&statement))
    return member->getMemberDecl()->getDeclName() == field.getDeclName();
  const auto *member = dyn_cast<CXXDependentScopeMemberExpr>(&statement);
  return member && member->getMember() == field.getDeclName();
}

/// The definition of what a call calls, where it is the user's own.
static const FunctionDecl *calledDefinition(const Stmt &statement) {
  const auto *call = dyn_cast<CallExpr>(&statement);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  return callee && !isOfStd(*callee) ? definitionOf(callee) : nullptr;
}

static bool namesAnything(const Stmt &statement) {
  if (isa<CXXThisExpr, CXXDependentScopeMemberExpr, LambdaExpr>(statement))
    return true;
  const auto *name = dyn_cast<DeclRefExpr>(&statement);
  return (name && isa<VarDecl>(name->getDecl())) ||
         llvm::any_of(statement.children(),
                      [](const Stmt *child) { return child && namesAnything(*child); });
}

/// A function of nobody's class that is given nothing but constants, `std::printf("joined")`,
/// doesn't come near the error.
static bool isGivenConstants(const CallExpr &call) {
  const FunctionDecl *callee = call.getDirectCallee();
  const auto *method = dyn_cast_or_null<CXXMethodDecl>(callee);
  return callee && !(method && method->isInstance()) &&
         llvm::none_of(call.arguments(),
                       [](const Expr *argument) { return namesAnything(*argument); });
}

/// @param promise where a member is looked for whose object nobody knows yet
static bool mayLook(const Stmt *statement, const FieldDecl &field, const CXXRecordDecl &promise,
                    unsigned depth) {
  if (!statement)
    return false;
  if (isa<CXXThrowExpr>(statement) || isMemberNamed(*statement, field))
    return true;
  // Of `if constexpr` one branch is all that there is.
  if (const auto *branch = dyn_cast<IfStmt>(statement); branch && branch->isConstexpr())
    return mayLook(branch->getThen(), field, promise, depth) &&
           mayLook(branch->getElse(), field, promise, depth);
  if (const FunctionDecl *definition = calledDefinition(*statement)) {
    if (depth == 0 || mayLook(definition->getBody(), field, promise, depth - 1))
      return true;
  } else if (const auto *call = dyn_cast<CallExpr>(statement);
             call && !isa<CXXOperatorCallExpr>(call) && !isGivenConstants(*call)) {
    static constexpr llvm::StringLiteral Takes[] = {"promise", "move", "forward", "value", "get"};
    const IdentifierInfo *name = calledBy(*call).getAsIdentifierInfo();
    if (!name || !llvm::is_contained(Takes, name->getName()))
      return true;
    // `handle.promise().value()` in a template
    const FunctionDecl *own =
        call->isTypeDependent() ? definedMember(promise, name->getName()) : nullptr;
    if (own && (depth == 0 || mayLook(own->getBody(), field, promise, depth - 1)))
      return true;
  }
  return llvm::any_of(statement->children(),
                      [&](const Stmt *child) { return mayLook(child, field, promise, depth); });
}

/// `std::shared_ptr<state> await_resume() { return state_; }`: whoever awaits gets what holds the
/// error.
static bool givesHolder(QualType result, const FieldDecl &field) {
  result = result.getNonReferenceType();
  if (result->isPointerType())
    result = result->getPointeeType();
  if (const CXXRecordDecl *record = result->getAsCXXRecordDecl();
      record && record->getCanonicalDecl() == field.getParent()->getCanonicalDecl())
    return true;
  const auto *made = result->getAs<TemplateSpecializationType>();
  return made && llvm::any_of(made->template_arguments(), [&](const TemplateArgument &argument) {
           return argument.getKind() == TemplateArgument::Type &&
                  givesHolder(argument.getAsType(), field);
         });
}

bool mayLookAt(const FunctionDecl &resume, const FieldDecl &field, const CXXRecordDecl &promise) {
  return givesHolder(resume.getReturnType(), field) || mayLook(resume.getBody(), field, promise, 2);
}

static bool names(const Stmt &statement, const FieldDecl &field, unsigned depth) {
  if (isMemberNamed(statement, field))
    return true;
  if (const FunctionDecl *definition = depth > 0 ? calledDefinition(statement) : nullptr;
      definition && names(*definition->getBody(), field, depth - 1))
    return true;
  return llvm::any_of(statement.children(),
                      [&](const Stmt *child) { return child && names(*child, field, depth); });
}

bool mentionsStored(const Stmt &statement, const FieldDecl &field) {
  return names(statement, field, 2);
}

/// `bool done() const { return value || error; }`: says that it has ended, not how.
static bool onlyTellsOfEnd(const FunctionDecl &method) {
  return method.getReturnType()->isBooleanType() && method.getIdentifier() &&
         !says(Meaning::Failure, method.getName()) && !says(Meaning::Success, method.getName()) &&
         !says(Meaning::SomeError, method.getName());
}

/// Whether a member function reads the field; what can't be seen may.
static bool isReader(const FunctionDecl &method, const FieldDecl &field) {
  if (method.isImplicit() || isa<CXXConstructorDecl, CXXDestructorDecl>(method))
    return false;
  const FunctionDecl *definition = definitionOf(&method);
  if (!definition)
    return !method.isDeleted() && !method.isDefaulted();
  return !onlyTellsOfEnd(method) && names(*definition->getBody(), field, 2);
}

/// Whether `co_await` of the type asks this awaiter, by the type's own `operator co_await`: then
/// nobody asks the type itself, whatever its `await_resume` does.
static bool isAskedInPlaceOf(const FunctionDecl &resume, const CXXRecordDecl &type) {
  const auto *awaiter = cast<CXXRecordDecl>(resume.getDeclContext());
  return llvm::any_of(type.methods(), [&](const CXXMethodDecl *method) {
    if (method->getOverloadedOperator() != OO_Coawait)
      return false;
    const auto *given = method->getReturnType()->getAsCXXRecordDecl();
    return awaiter->getDeclContext() == method ||
           (given && given->getCanonicalDecl() == awaiter->getCanonicalDecl());
  });
}

bool isReadBeside(const FunctionDecl &resume, const CXXRecordDecl &type,
                  const CXXRecordDecl &promise, const FieldDecl &field) {
  return llvm::any_of(type.decls(), [&](const Decl *member) {
    if (const auto *nested = dyn_cast<CXXRecordDecl>(member))
      return nested->isThisDeclarationADefinition() && !nested->isInjectedClassName() &&
             nested->getCanonicalDecl() != promise.getCanonicalDecl() &&
             isReadBeside(resume, *nested, promise, field);
    const auto *method = dyn_cast<FunctionDecl>(member);
    if (const auto *pattern = dyn_cast<FunctionTemplateDecl>(member))
      method = pattern->getTemplatedDecl();
    const bool isLeftAside = method && method->getIdentifier() &&
                             method->getName() == "await_resume" && isAskedInPlaceOf(resume, type);
    return method && !isLeftAside && method->getCanonicalDecl() != resume.getCanonicalDecl() &&
           isReader(*method, field);
  });
}

} // namespace corolint
