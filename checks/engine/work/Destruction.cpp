#include "checks/engine/work/Destruction.h"
#include "checks/engine/blocking/Blocking.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Verbs.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/code/Write.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Cancellation.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/work/Escape.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

namespace corolint {

using namespace clang;

/// How many of its own members a destructor calls below itself.
constexpr unsigned MaxDepth = 2;

/// What a type is, points to or holds, that has a definition.
static void collectRecords(QualType type, unsigned depth,
                           llvm::SmallVectorImpl<const CXXRecordDecl *> &found) {
  type = type.getNonReferenceType();
  if (type->isPointerType())
    type = type->getPointeeType();
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  record = record ? record->getDefinition() : nullptr;
  if (!record)
    return;
  found.push_back(record);
  const auto *instance = dyn_cast<ClassTemplateSpecializationDecl>(record);
  if (!instance || depth == 0)
    return;
  for (const TemplateArgument &argument : instance->getTemplateArgs().asArray())
    if (argument.getKind() == TemplateArgument::Type)
      collectRecords(argument.getAsType(), depth - 1, found);
}

/// Whether work ends with the member at the latest: a thread, an executor, a scope, a task.
static bool endsWork(const FieldDecl &field, Unit &unit) {
  if (field.getType()->isReferenceType() || field.getType()->isPointerType())
    return false;
  llvm::SmallVector<const CXXRecordDecl *, 4> records;
  collectRecords(field.getType(), 2, records);
  return llvm::any_of(records, [&](const CXXRecordDecl *record) {
    return findMember(*record, "join") || findMember(*record, "on_empty") ||
           findMember(*record, "enter") ||
           (findMember(*record, "run") && findMember(*record, "stop")) ||
           unit.taskType(record->getASTContext().getCanonicalTagType(record)).isAwaitable();
  });
}

namespace {

class End {
public:
  explicit End(Unit &unit) : unit_(unit) {}

  /// Whether the function can be seen to wait for nothing.
  bool look(const FunctionDecl &function, unsigned depth) {
    const FunctionDecl *definition = definitionOf(&function);
    if (!definition || depth > MaxDepth)
      return false;
    const Body &body = unit_.body(*definition);
    if (Blocking(unit_).below(body).site)
      return false;
    return llvm::all_of(body.statements(),
                        [&](const Stmt *statement) { return lookAt(*statement, depth); });
  }

  std::optional<UnwaitedStop> stop;

private:
  void note(const Stmt &at, const FieldDecl *field, bool isSet) {
    if (field && !stop)
      stop = UnwaitedStop{nullptr, &at, field, isSet};
  }

  bool lookAt(const Stmt &statement, unsigned depth) {
    if (const Write write = writeOf(statement); write && write.value) {
      if (write.target->getType().getNonReferenceType()->isBooleanType() ||
          isFlag(write.target->getType()))
        note(statement, ownField(*write.target), true);
      return true;
    }
    const auto *call = dyn_cast<CXXMemberCallExpr>(&statement);
    const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
    if (!method || !method->getIdentifier())
      return !isa<WhileStmt, DoStmt>(statement) && lookThrough(statement, depth);
    const Expr &object = *call->getImplicitObjectArgument();
    if (isa<CXXThisExpr>(object.IgnoreParenImpCasts()))
      return look(*method, depth + 1);
    const llvm::StringRef name = method->getName();
    if (says(Meaning::Waits, name))
      return false;
    if (says(Meaning::Cancels, name) || saysEnd(name))
      note(statement, fieldHolding(object), false);
    else if (name == "store" && isFlag(object.getType()))
      note(statement, ownField(object), true);
    return true;
  }

  /// `close_socket(*socket_)`: what a function does with a member that it is given.
  bool lookThrough(const Stmt &statement, unsigned depth) {
    const auto *call = dyn_cast<CallExpr>(&statement);
    const FunctionDecl *callee =
        call && !isa<CXXOperatorCallExpr>(call) ? call->getDirectCallee() : nullptr;
    const FunctionDecl *definition = callee ? definitionOf(callee) : nullptr;
    if (!definition || !isUserCode(*definition))
      return true;
    bool isGiven = false;
    for (unsigned i = 0; i < call->getNumArgs() && i < definition->getNumParams(); ++i)
      if (const FieldDecl *field = fieldHolding(*call->getArg(i))) {
        given_[definition->getParamDecl(i)] = field;
        isGiven = true;
      }
    return !isGiven || look(*definition, depth + 1);
  }

  /// The member of this object that an expression is a part of, also by the name of a parameter.
  const FieldDecl *fieldHolding(const Expr &object) const {
    if (const FieldDecl *field = ownFieldHolding(object))
      return field;
    const VarDecl *variable = variableHolding(stripped(object));
    return variable ? given_.lookup(variable) : nullptr;
  }

  /// `std::atomic<bool>`
  static bool isFlag(QualType type) {
    const auto *instance = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        type.getNonReferenceType()->getAsCXXRecordDecl());
    return instance && findMember(*instance, "store") && instance->getTemplateArgs().size() > 0 &&
           instance->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
           instance->getTemplateArgs()[0].getAsType()->isBooleanType();
  }

  Unit &unit_;
  llvm::DenseMap<const VarDecl *, const FieldDecl *> given_; ///< what parameters stand for
};

} // namespace

bool hasOwnDestructor(const CXXRecordDecl &record) {
  const CXXRecordDecl *definition = record.getDefinition();
  const CXXDestructorDecl *destructor = definition ? definition->getDestructor() : nullptr;
  return destructor && destructor->isUserProvided();
}

std::optional<UnwaitedStop> stopsWithoutWaiting(const CXXRecordDecl &record, Unit &unit) {
  if (!hasOwnDestructor(record) ||
      llvm::any_of(record.getDefinition()->fields(),
                   [&](const FieldDecl *field) { return endsWork(*field, unit); }))
    return std::nullopt;
  const CXXDestructorDecl &destructor = *record.getDefinition()->getDestructor();
  End end(unit);
  if (!end.look(destructor, 0) || !end.stop)
    return std::nullopt;
  end.stop->destructor = &destructor;
  return end.stop;
}

/// A weak reference, a token, or a pointer to a flag that several share.
static bool tellsOfEnd(QualType type, Unit &unit) {
  type = type.getNonReferenceType();
  if (isCancellationToken(type, unit.models()))
    return true;
  const auto *instance =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  if (!instance)
    return false;
  // The answers of smart pointers stand in a base.
  if (findMember(*instance, "lock") && findMember(*instance, "expired"))
    return true;
  if (!findMember(*instance, "use_count") || instance->getTemplateArgs().size() == 0 ||
      instance->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return false;
  const QualType held = instance->getTemplateArgs()[0].getAsType();
  const CXXRecordDecl *inner = held->getAsCXXRecordDecl();
  return held->isScalarType() ||
         (inner && inner->getDefinition() && findMember(*inner->getDefinition(), "store"));
}

bool isToldOfEnd(const Body &coroutine, Unit &unit) {
  return llvm::any_of(coroutine.statements(), [&](const Stmt *statement) {
    const auto *name = dyn_cast<DeclRefExpr>(statement);
    const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
    return variable && tellsOfEnd(variable->getType(), unit);
  });
}

} // namespace corolint
