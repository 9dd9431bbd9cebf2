#include "checks/engine/time/ClosesItself.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Verbs.h"
#include "checks/engine/things/Indirection.h"
#include "checks/engine/things/Task.h"
#include "clang/AST/DeclTemplate.h"

namespace corolint {

using namespace clang;

namespace {

/// Whether a function calls one that passes a test. The call at the end of an assertion closes
/// nothing.
bool callsAny(const FunctionDecl &definition, llvm::function_ref<bool(const FunctionDecl &)> test) {
  const Body body(definition);
  return llvm::any_of(body.statements(), [&](const Stmt *statement) {
    const auto *call = dyn_cast<CallExpr>(statement);
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    return call && (callee ? !callee->isNoReturn() && test(*callee) : true);
  });
}

/// A destructor that calls what is named for ending something: `~handle() { ::close(file_); }`.
bool endsWhenDestroyed(const CXXRecordDecl &record) {
  const CXXDestructorDecl *destructor = record.getDestructor();
  const FunctionDecl *definition =
      destructor && destructor->isUserProvided() ? definitionOf(destructor) : nullptr;
  return definition && callsAny(*definition, [](const FunctionDecl &callee) {
           return callee.getDeclName().isIdentifier() &&
                  llvm::any_of(makerVerbs(), [&](const Verbs &pair) {
                    return hasWord(callee.getName(), pair.end);
                  });
         });
}

/// A sole owner of what is closed with it: behind a pointer to a base anything may be.
bool ownsClosing(const CXXRecordDecl &owner) {
  const auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(&owner);
  if (!specialization || specialization->getTemplateArgs().size() == 0 ||
      !findMember(owner, "release") || !actsAsPointer(owner))
    return false;
  const TemplateArgument &first = specialization->getTemplateArgs().get(0);
  const auto *owned =
      first.getKind() == TemplateArgument::Type ? first.getAsType()->getAsCXXRecordDecl() : nullptr;
  owned = owned ? owned->getDefinition() : nullptr;
  return owned && (owned->isPolymorphic() || endsWhenDestroyed(*owned));
}

/// Whether a base or member is destroyed with an object of the class, and ends something then.
bool hasClosingPart(const CXXRecordDecl &record, unsigned depth) {
  const auto closes = [&](QualType type) {
    const auto *part = type->getAsCXXRecordDecl();
    part = part ? part->getDefinition() : nullptr;
    return part && (part->isInStdNamespace() ? ownsClosing(*part)
                                             : endsWhenDestroyed(*part) ||
                                                   (depth > 0 && hasClosingPart(*part, depth - 1)));
  };
  return record.hasDefinition() &&
         (llvm::any_of(record.bases(),
                       [&](const CXXBaseSpecifier &base) { return closes(base.getType()); }) ||
          llvm::any_of(record.fields(),
                       [&](const FieldDecl *field) { return closes(field->getType()); }));
}

} // namespace

bool closesItself(const CXXRecordDecl &record) {
  const CXXDestructorDecl *destructor = record.hasDefinition() ? record.getDestructor() : nullptr;
  if (destructor && destructor->isUserProvided()) {
    const FunctionDecl *definition = definitionOf(destructor);
    if (!definition || callsAny(*definition, [](const FunctionDecl &) { return true; }))
      return true;
  }
  return hasClosingPart(record, 3);
}

} // namespace corolint
