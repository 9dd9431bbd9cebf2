#include "checks/engine/things/WhenDestroyed.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/ProcessEnd.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/UnderstoodClass.h"
#include "checks/engine/code/Vocabulary.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint {

using namespace clang;

/// How many calls, bases and parts are followed.
static constexpr unsigned Depth = 3;

/// The destructor that a class writes itself, of an instance that of its template; null where there
/// is none that can be read. It is looked for by its kind: its name depends on the type, which a
/// template hasn't yet.
static const FunctionDecl *writtenDestructor(const CXXRecordDecl &record) {
  if (record.hasDefinition())
    for (const CXXMethodDecl *method : record.methods())
      if (isa<CXXDestructorDecl>(method) && method->isUserProvided())
        return writtenDefinition(*method);
  return nullptr;
}

/// Whether the class, or one that it derives from, has the property.
static bool holdsOfClassOrBase(const CXXRecordDecl &record,
                               llvm::function_ref<bool(const CXXRecordDecl &)> property,
                               unsigned depth = Depth) {
  return record.hasDefinition() && depth > 0 &&
         (property(record) || llvm::any_of(record.bases(), [&](const CXXBaseSpecifier &base) {
            const CXXRecordDecl *parent = understoodClassOf(base.getType());
            return parent && holdsOfClassOrBase(*parent, property, depth - 1);
          }));
}

/// Whether a call in these statements, or in what they call, has the property.
static bool hasCall(const Stmt &statement, llvm::function_ref<bool(const CallExpr &)> property,
                    unsigned depth = Depth) {
  if (const auto *call = dyn_cast<CallExpr>(&statement)) {
    if (property(*call))
      return true;
    const FunctionDecl *callee = call->getDirectCallee();
    const FunctionDecl *inside =
        callee && depth > 0 && !callee->isInStdNamespace() ? writtenDefinition(*callee) : nullptr;
    if (inside && hasCall(*inside->getBody(), property, depth - 1))
      return true;
  }
  return llvm::any_of(statement.children(),
                      [&](const Stmt *child) { return child && hasCall(*child, property, depth); });
}

/// `source_.request_stop()`, also in a template, where only the name is known.
static bool saysThatItCancels(const CallExpr &call) {
  const Expr *callee = call.getCallee()->IgnoreParenImpCasts();
  if (const FunctionDecl *function = call.getDirectCallee())
    return function->getIdentifier() && says(Meaning::Cancels, function->getName());
  if (const auto *member = dyn_cast<CXXDependentScopeMemberExpr>(callee))
    return says(Meaning::Cancels, member->getMember().getAsString());
  const auto *overloads = dyn_cast<OverloadExpr>(callee);
  return overloads && says(Meaning::Cancels, overloads->getName().getAsString());
}

/// The same of a class, as one of the parts of a value.
static bool cancelsWhenDestroyed(const CXXRecordDecl &record, unsigned depth) {
  if (!record.hasDefinition() || record.isInStdNamespace() || depth == 0)
    return false;
  if (const FunctionDecl *destructor = writtenDestructor(record);
      destructor && hasCall(*destructor->getBody(), saysThatItCancels, depth))
    return true;
  const auto ofClass = [&](QualType type) {
    const CXXRecordDecl *part = understoodClassOf(type);
    return part && part != &record && cancelsWhenDestroyed(*part, depth - 1);
  };
  return llvm::any_of(record.fields(),
                      [&](const FieldDecl *field) { return ofClass(field->getType()); }) ||
         llvm::any_of(record.bases(),
                      [&](const CXXBaseSpecifier &base) { return ofClass(base.getType()); });
}

bool cancelsWhenDestroyed(const CXXRecordDecl &record) {
  return cancelsWhenDestroyed(record, Depth);
}

/// `handle.resume()` of a `std::coroutine_handle`.
static bool resumesHandle(const CallExpr &call) {
  const auto *method = dyn_cast_or_null<CXXMethodDecl>(call.getDirectCallee());
  const CXXRecordDecl *of = method ? method->getParent() : nullptr;
  return of && of->isInStdNamespace() && of->getIdentifier() &&
         of->getName() == "coroutine_handle" &&
         (method->getOverloadedOperator() == OO_Call ||
          (method->getIdentifier() && method->getName() == "resume"));
}

bool resumesWhenDestroyed(const CXXRecordDecl &record) {
  return holdsOfClassOrBase(record, [](const CXXRecordDecl &one) {
    const FunctionDecl *destructor = writtenDestructor(one);
    return destructor && hasCall(*destructor->getBody(), resumesHandle);
  });
}

bool endsProcessWhenDestroyed(const CXXRecordDecl &record) {
  const FunctionDecl *destructor = writtenDestructor(record);
  if (!destructor)
    return false;
  const Body body(*destructor);
  return llvm::any_of(body.statements(), [&](const Stmt *statement) {
    const auto *call = dyn_cast<CallExpr>(statement);
    const FunctionDecl *callee = call ? calleeOf(*call) : nullptr;
    return callee && neverReturns(*callee) && !call->getBeginLoc().isMacroID() &&
           body.enclosing<IfStmt>(*call);
  });
}

bool throwsWhenDestroyed(const CXXRecordDecl &promise) {
  return holdsOfClassOrBase(promise, [](const CXXRecordDecl &one) {
    const FunctionDecl *destructor = writtenDestructor(one);
    if (!destructor)
      return false;
    const Body body(*destructor);
    return llvm::any_of(body.statements(), [](const Stmt *statement) {
      const auto *call = dyn_cast<CallExpr>(statement);
      return isa<CXXThrowExpr>(statement) ||
             (call && call->getDirectCallee() && neverReturns(*call->getDirectCallee()));
    });
  });
}

} // namespace corolint
