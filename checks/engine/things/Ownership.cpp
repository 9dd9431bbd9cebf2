#include "checks/engine/things/Ownership.h"
#include "checks/engine/code/Vocabulary.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

namespace corolint {

using namespace clang;

bool isHandleOf(QualType type, const CXXRecordDecl &record) {
  const auto *handle = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      type.getNonReferenceType()->getAsCXXRecordDecl());
  if (!handle || handle->getTemplateArgs().size() == 0 ||
      handle->getTemplateArgs().get(0).getKind() != TemplateArgument::Type)
    return false;
  const auto *held = handle->getTemplateArgs().get(0).getAsType()->getAsCXXRecordDecl();
  return held && held->hasDefinition() &&
         (held->getCanonicalDecl() == record.getCanonicalDecl() || record.isDerivedFrom(held));
}

bool givesItself(const CXXMethodDecl &method, const CXXRecordDecl &record) {
  return method.getNumParams() == 0 && !method.isStatic() &&
         isHandleOf(method.getReturnType(), record);
}

/// Whether a class counts its references itself: `AddRef()` and `Release()`, `ref()` and `unref()`,
/// or so its name says.
static bool countsReferences(const CXXRecordDecl &record) {
  const auto hasMember = [&](llvm::ArrayRef<llvm::StringRef> names) {
    return llvm::any_of(record.methods(), [&](const CXXMethodDecl *method) {
      return method->getIdentifier() && method->getNumParams() == 0 &&
             llvm::any_of(names, [&](llvm::StringRef name) {
               return method->getName().equals_insensitive(name);
             });
    });
  };
  return (record.getIdentifier() && says(Meaning::Counted, record.getName())) ||
         (hasMember({"addref", "add_ref", "ref", "retain", "inc_ref", "incref"}) &&
          hasMember({"release", "unref", "deref", "dec_ref", "decref"}));
}

bool isSharedOwned(const CXXRecordDecl &record) {
  return countsReferences(record) || !record.forallBases([&](const CXXRecordDecl *base) {
    return !countsReferences(*base) &&
           llvm::none_of(base->methods(),
                         [&](const CXXMethodDecl *method) { return givesItself(*method, record); });
  });
}

static bool takesItself(const Stmt &statement, const CXXRecordDecl &record) {
  const auto *member = dyn_cast<MemberExpr>(&statement);
  const auto *method = member ? dyn_cast<CXXMethodDecl>(member->getMemberDecl()) : nullptr;
  return method && givesItself(*method, record);
}

/// `ref_ptr<session> protect(this);`
static bool makesHandle(const Stmt &statement, const CXXRecordDecl &record) {
  const auto *declaration = dyn_cast<DeclStmt>(&statement);
  return declaration && llvm::any_of(declaration->decls(), [&](const Decl *declared) {
           const auto *variable = dyn_cast<VarDecl>(declared);
           return variable && isHandleOf(variable->getType(), record);
         });
}

static bool isNamedWeak(QualType type) {
  const auto *handle = type.getNonReferenceType()->getAsCXXRecordDecl();
  return handle && handle->getIdentifier() && says(Meaning::Watches, handle->getName());
}

bool isWeak(QualType type) {
  if (isNamedWeak(type))
    return true;
  const auto *handle = type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!handle || !(handle = handle->getDefinition()) || handle->isDependentContext())
    return false;
  auto fields = handle->fields();
  return !fields.empty() && std::next(fields.begin()) == fields.end() &&
         isNamedWeak(fields.begin()->getType());
}

/// Whether a statement takes or declares a reference to the object that keeps it.
static bool holdsItself(const Stmt &statement, const CXXRecordDecl &record) {
  if (const auto *member = dyn_cast<MemberExpr>(&statement))
    if (const auto *method = dyn_cast<CXXMethodDecl>(member->getMemberDecl()))
      return givesItself(*method, record) && !isWeak(method->getReturnType());
  const auto *declaration = dyn_cast<DeclStmt>(&statement);
  return declaration && llvm::any_of(declaration->decls(), [&](const Decl *declared) {
           const auto *variable = dyn_cast<VarDecl>(declared);
           return variable && isHandleOf(variable->getType(), record) &&
                  !isWeak(variable->getType());
         });
}

bool isOnlyWatched(const Body &body, const CXXRecordDecl &record, SourceLocation from,
                   SourceLocation to) {
  const SourceManager &sources = body.context().getSourceManager();
  // The next turn of a loop stands before this one's end.
  const bool isNextTurn = from.isValid() && sources.isBeforeInTranslationUnit(to, from);
  const auto isBetween = [&](SourceLocation place) {
    const bool isBehind = from.isInvalid() || sources.isBeforeInTranslationUnit(from, place);
    const bool isBefore = sources.isBeforeInTranslationUnit(place, to);
    return isNextTurn ? isBehind || isBefore : isBehind && isBefore;
  };
  bool watches = false;
  for (const ParmVarDecl *parameter : body.function().parameters())
    if (isHandleOf(parameter->getType(), record)) {
      if (!isWeak(parameter->getType()))
        return false;
      watches = true;
    }
  for (const Stmt *statement : body.statements()) {
    const auto *name = dyn_cast<DeclRefExpr>(statement);
    if (name && isHandleOf(name->getType(), record) && isBetween(name->getLocation()))
      return false;
    if (!sources.isBeforeInTranslationUnit(statement->getBeginLoc(), isNextTurn ? from : to))
      continue;
    if (holdsItself(*statement, record))
      return false;
    watches |= takesItself(*statement, record) || makesHandle(*statement, record);
  }
  return watches;
}

bool keepsItself(const Body &body, const CXXRecordDecl &record, SourceLocation before) {
  const SourceManager &sources = body.context().getSourceManager();
  return llvm::any_of(
             body.statements(),
             [&](const Stmt *statement) {
               return (takesItself(*statement, record) || makesHandle(*statement, record)) &&
                      (before.isInvalid() ||
                       sources.isBeforeInTranslationUnit(statement->getBeginLoc(), before));
             }) ||
         llvm::any_of(body.function().parameters(), [&](const ParmVarDecl *parameter) {
           return isHandleOf(parameter->getType(), record);
         });
}

bool mentionsItself(const Body &body, const Stmt &part, const CXXRecordDecl &record) {
  const auto isInside = [&](const Stmt &statement) {
    for (const Stmt *s = &statement; s; s = body.parent(*s))
      if (s == &part)
        return true;
    return false;
  };
  return llvm::any_of(body.statements(), [&](const Stmt *statement) {
    if (!isInside(*statement))
      return false;
    if (const auto *lambda = dyn_cast<LambdaExpr>(statement))
      return llvm::any_of(lambda->captures(), [&](const LambdaCapture &capture) {
        return capture.capturesVariable() &&
               isHandleOf(capture.getCapturedVar()->getType(), record);
      });
    const auto *name = dyn_cast<DeclRefExpr>(statement);
    return takesItself(*statement, record) || (name && isHandleOf(name->getType(), record));
  });
}

bool isUnsharedAt(const Body &body, const Stmt &part, const CXXRecordDecl &record) {
  const Stmt *inner = &part;
  for (const Stmt *s = body.parent(part); s; inner = s, s = body.parent(*s)) {
    const auto *branch = dyn_cast<IfStmt>(s);
    if (!branch || branch->getElse() != inner)
      continue;
    const Stmt *parts[] = {branch->getInit(), branch->getConditionVariableDeclStmt(),
                           branch->getCond()};
    if (llvm::any_of(parts, [&](const Stmt *asked) {
          return asked && mentionsItself(body, *asked, record);
        }))
      return true;
  }
  return false;
}

} // namespace corolint
