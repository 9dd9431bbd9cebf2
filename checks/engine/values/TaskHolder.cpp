#include "checks/engine/values/TaskHolder.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Task.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Fate.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace corolint {

using namespace clang;

// ---- Types
// ---------------------------------------------------------------------------------------------------------

static unsigned countTasks(QualType type, Unit &unit, unsigned depth);

/// Of a class template of the standard library by its arguments: a pair and a tuple hold each of
/// theirs, a container any number.
static unsigned countInArguments(const ClassTemplateSpecializationDecl &record, Unit &unit,
                                 unsigned depth) {
  unsigned sum = 0, most = 0;
  const auto count = [&](const TemplateArgument &argument) {
    const unsigned inside = argument.getKind() == TemplateArgument::Type
                                ? countTasks(argument.getAsType(), unit, depth - 1)
                                : 0;
    sum += inside;
    most = std::max(most, inside);
  };
  for (const TemplateArgument &argument : record.getTemplateArgs().asArray()) {
    if (argument.getKind() != TemplateArgument::Pack) {
      count(argument);
      continue;
    }
    for (const TemplateArgument &packed : argument.pack_elements())
      count(packed);
  }
  if (record.getName() == "pair" || record.getName() == "tuple")
    return std::min(sum, 2u);
  return most > 0 && findMember(record, "begin") ? 2 : most;
}

static unsigned countTasks(QualType type, Unit &unit, unsigned depth) {
  if (type.isNull() || depth == 0 || type->isDependentType())
    return 0;
  if (const auto *array = unit.context().getAsArrayType(type))
    return countTasks(array->getElementType(), unit, depth - 1) > 0 ? 2 : 0;
  if (unit.taskType(type).isAwaitable())
    return 1;
  const auto *record = type->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition())
    return 0;
  if (record->isInStdNamespace()) {
    const auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(record);
    return specialization ? countInArguments(*specialization, unit, depth) : 0;
  }
  // What a class with functions of its own for the purpose does with its task is its affair.
  if (!record->isAggregate() || record->getNumBases() > 0 || record->hasUserDeclaredDestructor())
    return 0;
  unsigned sum = 0;
  for (const FieldDecl *field : record->fields())
    sum += countTasks(field->getType(), unit, depth - 1);
  return std::min(sum, 2u);
}

unsigned tasksIn(QualType type, Unit &unit) {
  return countTasks(type.getNonReferenceType(), unit, 4);
}

static const TaskType *firstTask(QualType type, Unit &unit, unsigned depth) {
  if (depth == 0 || countTasks(type, unit, depth) == 0)
    return nullptr;
  if (const auto *array = unit.context().getAsArrayType(type))
    return firstTask(array->getElementType(), unit, depth - 1);
  if (const TaskType &task = unit.taskType(type); task.isAwaitable())
    return &task;
  const auto *record = type->getAsCXXRecordDecl();
  if (const auto *parts = dyn_cast<ClassTemplateSpecializationDecl>(record))
    for (const TemplateArgument &argument : parts->getTemplateArgs().asArray())
      if (argument.getKind() == TemplateArgument::Type)
        if (const TaskType *task = firstTask(argument.getAsType(), unit, depth - 1))
          return task;
  for (const FieldDecl *field : record->fields())
    if (const TaskType *task = firstTask(field->getType(), unit, depth - 1))
      return task;
  return nullptr;
}

const TaskType *taskIn(QualType type, Unit &unit) { return firstTask(type, unit, 4); }

// ---- Where a task goes
// ---------------------------------------------------------------------------------------------

static bool isLocalHolder(const VarDecl &variable, const Body &body, Unit &unit) {
  return variable.hasLocalStorage() && !isa<ParmVarDecl, DecompositionDecl>(variable) &&
         !variable.getType()->isReferenceType() && variable.getDeclContext() == &body.function() &&
         !unit.taskType(variable.getType()).isAwaitable() && tasksIn(variable.getType(), unit) > 0;
}

/// `x[i]`, of an array or by an operator: the x.
static const Expr *subscripted(const Expr &expression) {
  const Expr *value = expression.IgnoreParenImpCasts();
  if (const auto *element = dyn_cast<ArraySubscriptExpr>(value))
    return element->getBase();
  const auto *call = dyn_cast<CXXOperatorCallExpr>(value);
  return call && call->getOperator() == OO_Subscript ? call->getArg(0) : nullptr;
}

static const CXXOperatorCallExpr *asAssignment(const Stmt *statement) {
  const auto *call = dyn_cast_or_null<CXXOperatorCallExpr>(statement);
  return call && call->isAssignmentOp() && call->getNumArgs() == 2 ? call : nullptr;
}

/// The local that a call puts its argument into: `v.push_back(f())`, `o = f()`, `a[i] = f()`,
/// `r.done = f()`.
static TaskHolder filledBy(const CallExpr &call) {
  TaskHolder holder;
  holder.filled = true;
  if (const auto *member = dyn_cast<CXXMemberCallExpr>(&call)) {
    holder.variable = member->getImplicitObjectArgument()
                          ? variableNamed(*member->getImplicitObjectArgument())
                          : nullptr;
    return holder;
  }
  const CXXOperatorCallExpr *assignment = asAssignment(&call);
  if (!assignment)
    return holder;
  const Expr *target = assignment->getArg(0)->IgnoreParenImpCasts();
  if (const Expr *whole = subscripted(*target))
    target = whole;
  if (const auto *member = dyn_cast<MemberExpr>(target))
    if (const auto *field = dyn_cast<FieldDecl>(member->getMemberDecl())) {
      holder.part = field->getFieldIndex();
      target = member->getBase();
    }
  holder.variable = variableNamed(*target);
  return holder;
}

static unsigned indexIn(const Expr &outer, const Stmt &child) {
  unsigned index = 0;
  for (const Stmt *candidate : outer.children()) {
    if (candidate == &child)
      return index;
    ++index;
  }
  return 0;
}

static bool isWrapper(const Expr &expression) {
  if (isa<ParenExpr, ExprWithCleanups, MaterializeTemporaryExpr, CXXBindTemporaryExpr, ConstantExpr,
          CXXStdInitializerListExpr, CastExpr, CXXNewExpr>(expression))
    return true;
  const auto *construct = dyn_cast<CXXConstructExpr>(&expression);
  return construct && construct->getConstructor()->isCopyOrMoveConstructor();
}

/// `std::make_unique<task>(f())`, `std::make_pair(f(), g())`.
static bool makesHolder(const CallExpr &call, Unit &unit) {
  const FunctionDecl *callee = call.getDirectCallee();
  return callee && !isa<CXXMethodDecl>(callee) && callee->isInStdNamespace() && call.isPRValue() &&
         tasksIn(call.getType(), unit) > 0;
}

/// What a list of initialisers makes; null where it is part of another list that says so.
static QualType typeOf(const InitListExpr &list) {
  const InitListExpr *semantic = list.isSemanticForm() ? &list : list.getSemanticForm();
  return semantic ? semantic->getType() : QualType();
}

std::optional<TaskHolder> holderOf(const Body &body, const Expr &task, Unit &unit) {
  TaskHolder holder;
  for (const Expr *value = &task;;) {
    if (const VarDecl *variable = body.initialisedBy(*value)) {
      holder.variable = variable;
      break;
    }
    const auto *outer = dyn_cast_or_null<Expr>(body.parent(*value));
    if (!outer)
      return std::nullopt;
    if (const auto *designated = dyn_cast<DesignatedInitExpr>(outer)) {
      const FieldDecl *field =
          designated->size() == 1 && designated->getDesignator(0)->isFieldDesignator()
              ? designated->getDesignator(0)->getFieldDecl()
              : nullptr;
      if (!field)
        return std::nullopt;
      value = cast_or_null<Expr>(body.parent(*designated));
      holder.part = field->getFieldIndex();
      if (!value)
        return std::nullopt;
      continue;
    }
    const auto *call = dyn_cast<CallExpr>(outer);
    if (call && !makesHolder(*call, unit)) {
      const std::optional<unsigned> inner = holder.part;
      holder = filledBy(*call);
      // A whole new value, `r = record{f()}`, has the part that it was made with.
      if (holder.variable && !holder.part && asAssignment(call))
        holder.part = inner;
      break;
    }
    if (call)
      holder.part = indexIn(*call, *value) - 1;
    else if (const auto *list = dyn_cast<InitListExpr>(outer))
      holder.part =
          tasksIn(typeOf(*list), unit) > 0 ? std::optional(indexIn(*list, *value)) : holder.part;
    else if (isa<CXXParenListInitExpr>(outer))
      holder.part = indexIn(*outer, *value);
    else if (isa<CXXConstructExpr>(outer) && !isWrapper(*outer)) {
      if (tasksIn(outer->getType(), unit) == 0)
        return std::nullopt;
      holder.part = indexIn(*outer, *value);
    } else if (!isWrapper(*outer))
      return std::nullopt;
    value = outer;
  }
  if (!holder.variable || !isLocalHolder(*holder.variable, body, unit))
    return std::nullopt;
  return holder;
}

// ---- What takes it out
// ---------------------------------------------------------------------------------------------

/// Whether a value that is the task is only looked at or dropped.
static bool isLeft(const Body &body, const Expr &value, Unit &unit) {
  const ValueUse use = fateOf(body, value, unit);
  const TaskType &task = unit.taskType(value.getType());
  if (use.fate == Fate::Inspected)
    return !asksForError(use, task);
  return use.fate == Fate::Discarded || use.fate == Fate::Unevaluated ||
         (use.fate == Fate::DeclaredDrop && (task.isLazy() || !task.isAwaitable()));
}

bool isTakenOut(const Body &body, const BindingDecl &binding, Unit &unit) {
  return !llvm::all_of(body.statements(), [&](const Stmt *statement) {
    if (const auto *lambda = dyn_cast<LambdaExpr>(statement))
      return llvm::none_of(lambda->captures(), [&](const LambdaCapture &capture) {
        return capture.capturesVariable() && capture.getCapturedVar() == &binding;
      });
    const auto *name = dyn_cast<DeclRefExpr>(statement);
    return !name || name->getDecl() != &binding || isLeft(body, *name, unit);
  });
}

static bool onlyLooksAt(const Body &body, const VarDecl &element, Unit &unit) {
  if (const auto *parts = dyn_cast<DecompositionDecl>(&element))
    return llvm::none_of(parts->bindings(), [&](const BindingDecl *part) {
      return tasksIn(part->getType(), unit) > 0 && isTakenOut(body, *part, unit);
    });
  return !body.isCaptured(element) && llvm::all_of(body.uses(element), [&](const DeclRefExpr *use) {
    return isLeft(body, *use, unit);
  });
}

std::optional<unsigned> elementOf(const CallExpr &call) {
  const FunctionDecl *callee = call.getDirectCallee();
  const TemplateArgumentList *arguments =
      callee && callee->isInStdNamespace() && callee->getIdentifier() && callee->getName() == "get"
          ? callee->getTemplateSpecializationArgs()
          : nullptr;
  if (!arguments || arguments->size() == 0 ||
      arguments->get(0).getKind() != TemplateArgument::Integral)
    return std::nullopt;
  return static_cast<unsigned>(arguments->get(0).getAsIntegral().getExtValue());
}

/// A member of a standard class that gives a plain value, or whose result is dropped: it fills,
/// empties or asks. Not one that is given another holder of the kind, `pending.swap(others)`.
static bool fillsOrAsks(const Body &body, const CXXMemberCallExpr &call, Unit &unit) {
  const CXXMethodDecl *method = call.getMethodDecl();
  if (!method || !method->getParent()->isInStdNamespace())
    return false;
  if (llvm::any_of(call.arguments(), [&](const Expr *argument) {
        return argument->isGLValue() &&
               unit.context().hasSameUnqualifiedType(argument->getType(), call.getObjectType());
      }))
    return false;
  return call.getType()->isVoidType() || call.getType()->isArithmeticType() ||
         fateOf(body, call, unit).fate == Fate::Discarded;
}

/// `std::back_inserter(v)`: what is written through it goes into the container.
static const CallExpr *inserterInto(const Body &body, const DeclRefExpr &use) {
  const Stmt *parent = body.parent(use);
  while (parent && isa<ImplicitCastExpr, ParenExpr>(parent))
    parent = body.parent(*parent);
  const auto *call = dyn_cast_or_null<CallExpr>(parent);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  return callee && callee->isInStdNamespace() && callee->getIdentifier() &&
                 callee->getName().ends_with("inserter")
             ? call
             : nullptr;
}

const CallExpr *unseenMaker(const Body &body, const VarDecl &container) {
  const auto *record = container.getType()->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition() || !findMember(*record, "begin"))
    return nullptr;
  for (const DeclRefExpr *use : body.uses(container))
    if (const CallExpr *inserter = inserterInto(body, *use))
      return body.enclosing<CallExpr>(*inserter);
  const Expr *made =
      container.getInit() ? container.getInit()->IgnoreUnlessSpelledInSource() : nullptr;
  const auto *call = dyn_cast_or_null<CallExpr>(made);
  return call && call->isPRValue() ? call : nullptr;
}

static bool takes(const Body &body, const DeclRefExpr &use, const TaskHolder &holder, Unit &unit) {
  if (inserterInto(body, use))
    return false;
  const Expr *whole = &use;
  const Stmt *parent = body.parent(use);
  while (parent && isa<ImplicitCastExpr, ParenExpr>(parent)) {
    whole = cast<Expr>(parent);
    parent = body.parent(*parent);
  }
  if (const auto *loop = dyn_cast_or_null<CXXForRangeStmt>(parent))
    return !onlyLooksAt(body, *loop->getLoopVariable(), unit);
  if (const auto *member = dyn_cast_or_null<MemberExpr>(parent)) {
    if (const auto *field = dyn_cast<FieldDecl>(member->getMemberDecl())) {
      const bool other = holder.part ? *holder.part != field->getFieldIndex()
                                     : tasksIn(field->getType(), unit) == 0;
      return !other && !isLeft(body, *member, unit);
    }
    const auto *call = dyn_cast_or_null<CXXMemberCallExpr>(body.parent(*member));
    return !call || !fillsOrAsks(body, *call, unit);
  }
  const auto *outer = dyn_cast_or_null<Expr>(parent);
  if (outer && subscripted(*outer) == whole) {
    const CXXOperatorCallExpr *assignment = asAssignment(body.parent(*outer));
    return !assignment || assignment->getArg(0) != outer;
  }
  if (const auto *call = dyn_cast_or_null<CallExpr>(parent)) {
    if (const CXXOperatorCallExpr *assignment = asAssignment(call))
      return assignment->getArg(0) != whole;
    if (const std::optional<unsigned> element = elementOf(*call); element && holder.part)
      return *element == *holder.part && !isLeft(body, *call, unit);
    return true;
  }
  return !isLeft(body, use, unit);
}

bool isTakenOut(const Body &body, const TaskHolder &holder, Unit &unit) {
  return body.isCaptured(*holder.variable) || !takersOf(body, holder, unit).empty();
}

llvm::SmallVector<const DeclRefExpr *, 4> takersOf(const Body &body, const TaskHolder &holder,
                                                   Unit &unit) {
  llvm::SmallVector<const DeclRefExpr *, 4> takers;
  for (const DeclRefExpr *use : body.uses(*holder.variable))
    if (takes(body, *use, holder, unit))
      takers.push_back(use);
  return takers;
}

} // namespace corolint
