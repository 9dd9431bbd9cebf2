#include "checks/engine/work/Mention.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/things/Indirection.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Fate.h"
#include "checks/engine/values/Shared.h"
#include "checks/engine/work/Escape.h"
#include "clang/AST/ASTContext.h"

namespace corolint {

using namespace clang;

static llvm::StringRef nameOf(const FunctionDecl *function) {
  return function && function->getDeclName().isIdentifier() ? function->getName() : "";
}

const FunctionDecl *mentionedCode(const Stmt &statement) {
  if (const auto *lambda = dyn_cast<LambdaExpr>(&statement))
    return lambda->getCallOperator();
  if (const auto *name = dyn_cast<DeclRefExpr>(&statement))
    return dyn_cast<FunctionDecl>(name->getDecl());
  const auto *member = dyn_cast<MemberExpr>(&statement);
  return member ? dyn_cast<CXXMethodDecl>(member->getMemberDecl()) : nullptr;
}

namespace {

/// Reads one body.
class Reader {
public:
  Reader(const Body &body, Unit &unit) : body_(body), unit_(unit) {}

  Mention read(const Expr &code) const {
    Mention mention;
    mention.by = body_.function().getCanonicalDecl();
    mention.at = &code;
    mention.repeated = isInLoop(body_, code);
    const auto *call = dyn_cast_or_null<CallExpr>(meaningfulParent(code));
    if (call && call->getCallee()->IgnoreParenImpCasts() == &code)
      called(*call, mention);
    else
      given(code, mention, 2);
    return mention;
  }

private:
  /// What the expression is part of, through casts, copies and moves of it.
  const Stmt *meaningfulParent(const Expr &expression) const {
    const Stmt *parent = body_.parent(expression);
    while (parent) {
      const auto *construct = dyn_cast<CXXConstructExpr>(parent);
      const auto *call = dyn_cast<CallExpr>(parent);
      const bool copies =
          construct && construct->getNumArgs() == 1 &&
          (isTypeErased(*construct) || construct->getConstructor()->isCopyOrMoveConstructor());
      const bool moves = call && call->getNumArgs() == 1 && call->isXValue() &&
                         call->getDirectCallee() && call->getDirectCallee()->isInStdNamespace();
      if (!copies && !moves &&
          !isa<CastExpr, ParenExpr, FullExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr>(
              parent) &&
          !(isa<UnaryOperator>(parent) && cast<UnaryOperator>(parent)->getOpcode() == UO_AddrOf))
        return parent;
      parent = body_.parent(*parent);
    }
    return nullptr;
  }

  /// A class whose objects are called: made of a callable, it holds it.
  static bool isTypeErased(const CXXConstructExpr &construct) {
    const CXXRecordDecl *record = construct.getConstructor()->getParent();
    return !record->lookup(record->getASTContext().DeclarationNames.getCXXOperatorName(OO_Call))
                .empty();
  }

  void called(const CallExpr &call, Mention &mention) const {
    if (const auto *member = dyn_cast<CXXMemberCallExpr>(&call))
      onObject(*member->getImplicitObjectArgument(), mention);
    const TaskKind kind = unit_.taskType(call.getType()).kind;
    if (kind == TaskKind::Unobservable)
      mention.how = Mention::Started;
    if (kind == TaskKind::Task || kind == TaskKind::Operation)
      asTask(call, mention);
  }

  static void onObject(const Expr &object, Mention &mention) {
    const Expr *e = object.IgnoreParenImpCasts();
    if (const auto *arrow = dyn_cast<CXXOperatorCallExpr>(e); arrow && arrow->getNumArgs() == 1)
      e = arrow->getArg(0)->IgnoreParenImpCasts();
    if (isThisObject(*e) || sharedObject(*e))
      return;
    mention.sameObject = false;
    const auto *name = dyn_cast<DeclRefExpr>(e);
    const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
    if (isa<MaterializeTemporaryExpr>(object.IgnoreParens()))
      mention.local = mention.by;
    else if (variable && variable->hasLocalStorage() && !isa<ParmVarDecl>(variable) &&
             isMadeHere(*variable))
      mention.local = variable;
  }

  /// A value of its own, or a pointer to an object that is made for it.
  static bool isMadeHere(const VarDecl &variable) {
    if (variable.isCXXForRangeDecl() || !variable.getInit())
      return false;
    const Expr *made = variable.getInit()->IgnoreUnlessSpelledInSource();
    const auto *call = dyn_cast<CallExpr>(made);
    if (isa<CXXNewExpr>(made) || (call && nameOf(call->getDirectCallee()).starts_with("make_")))
      return true;
    const CXXRecordDecl *record = variable.getType()->getAsCXXRecordDecl();
    return record && !actsAsPointer(*record);
  }

  /// What becomes of the task that a call gives.
  void asTask(const CallExpr &call, Mention &mention) const {
    const Destination to = destinationOf(body_, call, unit_);
    mention.how = Mention::Awaited;
    switch (to.where) {
    case Where::AwaitedHere:
      mention.await = dyn_cast_or_null<Expr>(to.at);
      mention.executor = executorOf(call);
      return;
    case Where::Spawned:
    case Where::Stored:
      mention.how = Mention::Started;
      return;
    case Where::Local:
      if (!isLetGo(*to.variable))
        return;
      [[fallthrough]];
    case Where::Dropped:
      mention.how = unit_.taskType(call.getType()).isLazy() ? Mention::Called : Mention::Started;
      return;
    case Where::Unknown:
      if (isSink(to.at))
        mention.how = Mention::Started;
      return;
    default:
      return;
    }
  }

  /// `auto task = work(); (void)task;`: a name for what nobody waits for.
  bool isLetGo(const VarDecl &task) const {
    return unit_.taskType(task.getType()).isAwaitable() && !body_.isCaptured(task) &&
           llvm::all_of(body_.uses(task), [&](const DeclRefExpr *use) {
             return fateOf(body_, *use, unit_).fate == Fate::DeclaredDrop;
           });
  }

  /// The member of this object that a spawner is given besides the task.
  const ValueDecl *executorOf(const CallExpr &task) const {
    const auto *spawn = dyn_cast_or_null<CallExpr>(meaningfulParent(task));
    const FunctionDecl *callee = spawn ? spawn->getDirectCallee() : nullptr;
    if (!callee || !unit_.models().spawner(*callee))
      return nullptr;
    for (const Expr *argument : spawn->arguments())
      if (const FieldDecl *member = ownField(*argument->IgnoreUnlessSpelledInSource()))
        return member;
    return nullptr;
  }

  /// `background(f())`: it takes a task and gives nothing, so that nobody waits.
  static bool isSink(const Stmt *taker) {
    const auto *call = dyn_cast_or_null<CallExpr>(taker);
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    return callee && !callee->isInStdNamespace() && call->getType()->isVoidType();
  }

  // ---- Callables

  /// What becomes of a callable: a lambda, the address of a function.
  void given(const Expr &callable, Mention &mention, unsigned depth) const {
    const Stmt *taker = meaningfulParent(callable);
    if (!taker) {
      // A member initialiser keeps it.
      mention.how =
          isa<CXXConstructorDecl>(body_.function()) && !body_.isWithin(callable, *body_.root())
              ? Mention::Registered
              : Mention::Called;
      return;
    }
    if (const auto *declaration = dyn_cast<DeclStmt>(taker))
      return named(*declaration, callable, mention, depth);
    if (const auto *assignment = dyn_cast<BinaryOperator>(taker))
      return kept(*assignment->getLHS(), mention);
    if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(taker)) {
      if (operation->getOperator() == OO_Equal)
        return kept(*operation->getArg(0), mention);
      if (operation->getOperator() == OO_Call)
        return called(*operation, mention);
      return;
    }
    if (const auto *construct = dyn_cast<CXXConstructExpr>(taker))
      return constructs(*construct, mention);
    const auto *call = dyn_cast<CallExpr>(taker);
    if (!call)
      return;
    // `std::bind(&server::closed, this)` is one itself.
    const FunctionDecl *callee = call->getDirectCallee();
    if (callee && callee->isInStdNamespace() && nameOf(callee).starts_with("bind"))
      return given(*call, mention, depth);
    passed(*call, callable, mention);
  }

  /// A callable that has a name: what becomes of the name.
  void named(const DeclStmt &declaration, const Expr &callable, Mention &mention,
             unsigned depth) const {
    for (const Decl *declared : declaration.decls()) {
      const auto *variable = dyn_cast<VarDecl>(declared);
      if (!variable || !variable->getInit() || !body_.isWithin(callable, *variable->getInit()))
        continue;
      for (const DeclRefExpr *use : body_.uses(*variable))
        if (depth > 0 && mention.how == Mention::Called)
          given(*use, mention, depth - 1);
    }
  }

  static void kept(const Expr &place, Mention &mention) {
    if (!sharedObject(place) && !isa<CXXOperatorCallExpr>(place.IgnoreParenImpCasts()))
      return;
    mention.how = Mention::Registered;
    mention.repeated = true;
  }

  /// A thread runs it beside; other locals, such as scope guards, run it where they stand.
  void constructs(const CXXConstructExpr &construct, Mention &mention) const {
    const CXXRecordDecl &record = *construct.getConstructor()->getParent();
    if (record.isInStdNamespace() && findMember(record, "join") && findMember(record, "detach"))
      mention.how = Mention::Started;
    else if (!body_.isWithin(construct, *body_.root())) // of a member
      mention.how = Mention::Registered;
  }

  void passed(const CallExpr &call, const Expr &callable, Mention &mention) const {
    const FunctionDecl *callee = call.getDirectCallee();
    const Models &models = unit_.models();
    const TaskKind kind = unit_.taskType(call.getType()).kind;
    mention.serialised = takesTurns(call);
    if (kind == TaskKind::Task || kind == TaskKind::Operation) {
      asTask(call, mention);
      return;
    }
    if (!callee || !callee->getDeclName().isIdentifier())
      return;
    if (models.spawner(*callee) || models.offloader(*callee)) {
      mention.how = Mention::Started;
      return;
    }
    const bool ofLibrary = models.libraryOf(*callee) && !models.caller(*callee);
    const bool isKept = ofLibrary || models.callback(*callee) || models.keeper(*callee) ||
                        models.forgetter(*callee) || keepsIt(call, *callee);
    if (!isKept)
      return;
    mention.how = Mention::Registered;
    // What is given data is called for each event; what is called without may be a program's first.
    mention.repeated |= hasParameters(callable);
  }

  bool hasParameters(const Expr &callable) const {
    const FunctionDecl *code = mentionedCode(*callable.IgnoreUnlessSpelledInSource());
    return code && code->getNumParams() > 0;
  }

  /// Whether a function that gives nothing keeps the callable: its body puts it into a member, or,
  /// where there is none to be seen, it takes an object that can be kept.
  bool keepsIt(const CallExpr &call, const FunctionDecl &callee) const {
    if (callee.isInStdNamespace() || unit_.models().caller(callee))
      return putsIntoMember(call);
    const FunctionDecl *definition = callee.getDefinition();
    if (definition && definition->getBody())
      return storesParameter(*definition);
    for (const ParmVarDecl *parameter : callee.parameters()) {
      const QualType type = parameter->getType().getNonReferenceType();
      const CXXRecordDecl *record = type->getAsCXXRecordDecl();
      if (record && !record->isLambda() && record->hasDefinition() &&
          !record->lookup(record->getASTContext().DeclarationNames.getCXXOperatorName(OO_Call))
               .empty())
        return !call.getType()->isBooleanType();
    }
    return false;
  }

  /// `handlers_.push_back(f)`.
  static bool putsIntoMember(const CallExpr &call) {
    const auto *member = dyn_cast<CXXMemberCallExpr>(&call);
    return member && member->getMethodDecl() && !member->getMethodDecl()->isConst() &&
           sharedObject(*member->getImplicitObjectArgument());
  }

  /// Whether a function puts one of its parameters into a member.
  bool storesParameter(const FunctionDecl &definition) const {
    const Body &body = unit_.body(definition);
    return llvm::any_of(definition.parameters(), [&](const ParmVarDecl *parameter) {
      return llvm::any_of(body.uses(*parameter), [&](const DeclRefExpr *use) {
        for (const Stmt *s = use; s; s = body.parent(*s)) {
          if (const auto *call = dyn_cast<CXXMemberCallExpr>(s); call && putsIntoMember(*call))
            return true;
          const auto *operation = dyn_cast<CXXOperatorCallExpr>(s);
          if (operation && operation->getOperator() == OO_Equal)
            return bool(sharedObject(*operation->getArg(0)));
        }
        return isa<CXXConstructorDecl>(definition) && !body.isWithin(*use, *body.root());
      });
    });
  }

  /// `with_lock(mutex, f)`, `with_semaphore(s, 1, f)`, `with_gate(g, f)`: another argument is what
  /// callers enter and leave.
  static bool takesTurns(const CallExpr &call) {
    constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> Pairs[] = {
        {"lock", "unlock"}, {"wait", "signal"}, {"acquire", "release"}, {"enter", "leave"}};
    const auto isTurnstile = [&](const Expr *argument) {
      const CXXRecordDecl *record = recordOf(argument->getType());
      return record && llvm::any_of(Pairs, [&](const auto &pair) {
               return findMember(*record, pair.first) && findMember(*record, pair.second);
             });
    };
    return llvm::any_of(call.arguments(), isTurnstile);
  }

  const Body &body_;
  Unit &unit_;
};

} // namespace

Mention mentionAt(const Body &body, const Expr &code, Unit &unit) {
  return Reader(body, unit).read(code);
}

} // namespace corolint
