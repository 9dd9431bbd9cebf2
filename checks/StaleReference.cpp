// coro-stale-reference: what refers into a container that others share is used after a suspension,
// in which they may have changed it.
#include "checks/Check.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Write.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/Suspending.h"
#include "checks/engine/time/Suspension.h"
#include "checks/engine/values/ReusedBuffer.h"
#include "checks/engine/work/Mutation.h"
#include "clang/AST/ASTContext.h"

namespace corolint {
namespace {

using namespace clang;

class StaleReferenceCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    if (!body.isCoroutine() || body.isPattern())
      return;
    const Suspensions suspensions(body);
    if (suspensions.all().empty())
      return;
    body_ = &body;
    suspensions_ = &suspensions;
    told_.clear();
    for (const Stmt *statement : body.statements()) {
      if (const auto *declaration = dyn_cast<DeclStmt>(statement))
        for (const Decl *declared : declaration->decls())
          if (const auto *variable = dyn_cast<VarDecl>(declared);
              variable && variable->hasLocalStorage() && variable->getInit()) {
            judgeVariable(*variable, *declaration);
            judgeBound(*variable, *declaration);
          }
      if (const auto *expression = dyn_cast<Expr>(statement))
        judgeAssignment(*expression);
      if (const auto *loop = dyn_cast<CXXForRangeStmt>(statement))
        judgeLoop(*loop);
      if (const auto *branch = dyn_cast<IfStmt>(statement))
        judgeTests(*branch->getCond(), branch->getThen(), branch);
      if (const auto *loop = dyn_cast<WhileStmt>(statement))
        judgeTests(*loop->getCond(), loop->getBody(), nullptr);
      if (const auto *loop = dyn_cast<ForStmt>(statement); loop && loop->getCond())
        judgeTests(*loop->getCond(), loop->getBody(), nullptr);
    }
  }

  Mutations &mutations() {
    auto &kept = unit().kept<std::optional<Mutations>>();
    if (!kept)
      kept.emplace(unit());
    return *kept;
  }

  // ---- References, pointers and iterators
  // --------------------------------------------------------------------------

  static bool refers(QualType type) { return type->isReferenceType() || type->isPointerType(); }

  static bool isNamedIterator(QualType type) {
    // What doesn't compile has no type.
    if (type.isNull())
      return false;
    const CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
    return record && record->getName().contains_insensitive("iterator");
  }

  void judgeVariable(const VarDecl &variable, const DeclStmt &declaration) {
    llvm::SmallVector<const ValueDecl *, 2> names;
    if (const auto *parts = dyn_cast<DecompositionDecl>(&variable)) {
      for (const BindingDecl *part : parts->bindings())
        if (variable.getType()->isReferenceType() || isNamedIterator(part->getType()))
          names.push_back(part);
    } else if (refers(variable.getType()) || isNamedIterator(variable.getType())) {
      names.push_back(&variable);
    }
    if (names.empty() || !suspends(declaration))
      return;
    judgeBorrowed(names, *variable.getInit(), refers(variable.getType()), declaration);
    if (refers(variable.getType()))
      judgeReused(variable, declaration);
  }

  /// `const request &next = generator.next();` of a variable that each call of `next` overwrites.
  /// One of the thread is told as what belongs to that.
  void judgeReused(const VarDecl &variable, const Stmt &origin) {
    const ReusedBuffer buffer = reusedBufferBehind(*variable.getInit(), unit());
    const Suspensions::Use use =
        buffer && !buffer.isOfThread ? usedStale(variable, origin, {}) : Suspensions::Use();
    if (!use)
      return;
    const std::string function = quoted(nameOf(*buffer.function));
    Finding finding;
    finding.function = &body_->function();
    finding.range = use.use->getSourceRange();
    finding.confidence = Confidence::Medium;
    finding.message = quoted(variable.getName()) + " refers to what each call of " + function +
                      " overwrites, and others may call it during the suspension";
    finding.steps.push_back(
        {origin.getBeginLoc(), "refers to the result of " + function + " from here on"});
    if (buffer.written)
      finding.steps.push_back({buffer.written->getBeginLoc(), "each call overwrites it here"});
    finding.steps.push_back({use.suspension->getBeginLoc(), "suspends here, and others run"});
    finding.steps.push_back({use.use->getBeginLoc(), "used here, after that: keep a copy"});
    report(finding);
  }

  /// `found = &each;`, `it = items_.find(key);` of a local that referred to nothing before.
  void judgeAssignment(const Expr &assignment) {
    const Write write = writeOf(assignment);
    const auto *name =
        write && write.value ? dyn_cast<DeclRefExpr>(write.target->IgnoreParenImpCasts()) : nullptr;
    const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
    if (!variable || !variable->hasLocalStorage() || !assigns(assignment, *variable) ||
        !(variable->getType()->isPointerType() || isNamedIterator(variable->getType())) ||
        !suspends(assignment))
      return;
    judgeBorrowed({variable}, *write.value, variable->getType()->isPointerType(), assignment);
  }

  /// @param origin where the names come to refer to what the source says
  void judgeBorrowed(llvm::ArrayRef<const ValueDecl *> names, const Expr &source, bool isElement,
                     const Stmt &origin) {
    Borrow borrow = borrowedFrom(source);
    if (!borrow)
      return;
    if (!isElement)
      borrow.reference = Reference::Iterator;
    for (const ValueDecl *name : names)
      if (const Suspensions::Use use = usedStale(*name, origin, borrow))
        if (const Meanwhile meanwhile = mutations().invalidating(borrow, body_->function());
            meanwhile && !isPinned(*name, *use.suspension, *meanwhile.mutation))
          return tellReference(*name, origin, borrow, use, meanwhile);
  }

  /// `++slot.users; co_await ...;`, and who takes slots away asks for `users` first: the element
  /// itself says that somebody is at it.
  bool isPinned(const ValueDecl &name, const Expr &suspension, const Mutation &mutation) {
    const SourceManager &sources = body_->context().getSourceManager();
    return llvm::any_of(body_->statements(), [&](const Stmt *statement) {
      const Write write = writeOf(*statement);
      const auto *member =
          write ? dyn_cast<MemberExpr>(write.target->IgnoreParenImpCasts()) : nullptr;
      return member && isa<FieldDecl>(member->getMemberDecl()) &&
             namedBy(*member->getBase()) == &name &&
             sources.isBeforeInTranslationUnit(statement->getBeginLoc(),
                                               suspension.getBeginLoc()) &&
             llvm::any_of(unit().body(*mutation.code).statements(), [&](const Stmt *other) {
               const auto *asked = dyn_cast<MemberExpr>(other);
               return asked && asked->getMemberDecl() == member->getMemberDecl();
             });
    });
  }

  bool suspends(const Stmt &from) const {
    return !suspensions_->reachedFrom(&from, [](const Stmt &) { return false; }).empty();
  }

  /// The use of a name behind a suspension that isn't taken anew before, nor looked up.
  Suspensions::Use usedStale(const ValueDecl &name, const Stmt &origin, const Borrow &borrow) {
    const auto isTakenAnew = [&](const Stmt &statement) {
      return &statement == &origin || assigns(statement, name);
    };
    for (const Expr *suspension : suspensions_->reachedFrom(&origin, isTakenAnew)) {
      if (isGuarded(*suspension))
        continue;
      const Stmt *first = nullptr;
      suspensions_->walkFrom(suspension, [&](const Stmt &statement) {
        if (isTakenAnew(statement) || asks(statement, borrow.container))
          return Walk::Stop;
        const auto *use = dyn_cast<DeclRefExpr>(&statement);
        if (!use || use->getDecl() != &name || isTarget(*use, name) || isOnlyTested(*use))
          return Walk::On;
        if (!first || use->getBeginLoc() < first->getBeginLoc())
          first = use;
        return Walk::Stop;
      });
      if (first)
        return {suspension, first};
    }
    return {};
  }

  static bool isNamed(const Expr *expression, const ValueDecl &name) {
    const auto *reference = dyn_cast<DeclRefExpr>(expression->IgnoreParenImpCasts());
    return reference && reference->getDecl() == &name;
  }

  /// `found = next;` where it isn't an assignment to what a reference refers to.
  static bool assigns(const Stmt &statement, const ValueDecl &name) {
    if (name.getType()->isReferenceType())
      return false;
    if (const auto *assignment = dyn_cast<BinaryOperator>(&statement))
      return assignment->getOpcode() == BO_Assign && isNamed(assignment->getLHS(), name);
    const auto *assignment = dyn_cast<CXXOperatorCallExpr>(&statement);
    return assignment && assignment->getOperator() == OO_Equal &&
           isNamed(assignment->getArg(0), name);
  }

  /// `if (found)` of a pointer: what it pointed to isn't looked at.
  bool isOnlyTested(const DeclRefExpr &use) const {
    const Stmt *read = body_->parent(use);
    const auto *test = isa_and_nonnull<ImplicitCastExpr>(read)
                           ? dyn_cast_or_null<ImplicitCastExpr>(body_->parent(*read))
                           : nullptr;
    return test && test->getCastKind() == CK_PointerToBoolean;
  }

  bool isTarget(const DeclRefExpr &use, const ValueDecl &name) const {
    const Stmt *parent = body_->parent(use);
    while (isa_and_nonnull<ImplicitCastExpr, ParenExpr>(parent))
      parent = body_->parent(*parent);
    return parent && assigns(*parent, name);
  }

  /// Whether the statement names the container to learn something of it; `end()` alone tells
  /// nothing.
  bool asks(const Stmt &statement, const SharedObject &container) const {
    if (!names(statement, container))
      return false;
    const auto *member = dyn_cast_or_null<MemberExpr>(parentOf(statement));
    const auto *method = member ? dyn_cast<CXXMethodDecl>(member->getMemberDecl()) : nullptr;
    const llvm::StringRef name =
        method && method->getDeclName().isIdentifier() ? method->getName() : "";
    return name != "end" && name != "cend" && name != "erase";
  }

  const Stmt *parentOf(const Stmt &statement) const {
    const Stmt *parent = body_->parent(statement);
    while (isa_and_nonnull<ImplicitCastExpr, ParenExpr>(parent))
      parent = body_->parent(*parent);
    return parent;
  }

  /// Whether others can't run at the suspension: it is none, or something keeps them out.
  bool isGuarded(const Expr &suspension) {
    return neverSuspends(suspension, unit()) || keepsOthersOut(*suspensions_, suspension, unit());
  }

  void tellReference(const ValueDecl &name, const Stmt &origin, const Borrow &borrow,
                     const Suspensions::Use &use, const Meanwhile &meanwhile) {
    const Mutation &mutation = *meanwhile.mutation;
    const ValueDecl &object = *borrow.container.declaration();
    // The iterators of one loop are one mistake.
    if (!told_.insert({&object, use.suspension}).second)
      return;
    Finding finding;
    finding.function = &body_->function();
    finding.range = use.use->getSourceRange();
    const std::string container = quoted(object.getName());
    finding.message = quoted(name.getName()) + " may refer to nothing after the suspension: " +
                      quoted(nameOf(*mutation.function)) + " changes " + container;
    finding.steps.push_back({origin.getBeginLoc(), "refers into " + container + " from here on"});
    addEvidence(finding, meanwhile);
    const auto *variable = dyn_cast<VarDecl>(&name);
    if (variable && variable->getInit() && isTakenByKey(*variable->getInit(), meanwhile, object))
      addCallers(finding, mutation);
    finding.steps.push_back({use.suspension->getBeginLoc(), "suspends here, and others run"});
    finding.steps.push_back(
        {mutation.at->getBeginLoc(), doing(mutation.change) + container + " here, meanwhile"});
    finding.steps.push_back(
        {use.use->getBeginLoc(), "used here, after that: look it up again, or keep a copy"});
    report(finding);
  }

  /// How sure it is that the two meet, and what shows it.
  static void addEvidence(Finding &finding, const Meanwhile &meanwhile) {
    const Concurrency &concurrency = meanwhile.concurrency;
    finding.confidence = concurrency.kind == Concurrency::Seen         ? Confidence::High
                         : concurrency.kind == Concurrency::Convention ? Confidence::Medium
                                                                       : Confidence::Low;
    if (concurrency.at)
      finding.steps.push_back({concurrency.at->getBeginLoc(), concurrency.because});
  }

  /// Whether a value comes of a parameter of the function: is one, or of a local that was made of
  /// one.
  static bool comesFromOutside(const Stmt &value, const FunctionDecl &function, unsigned depth) {
    if (const auto *name = dyn_cast<DeclRefExpr>(&value)) {
      const auto *variable = dyn_cast<VarDecl>(name->getDecl());
      if (isa_and_nonnull<ParmVarDecl>(variable))
        return variable->getDeclContext() == &function;
      return depth > 0 && variable && variable->hasLocalStorage() && variable->getInit() &&
             comesFromOutside(*variable->getInit(), function, depth - 1);
    }
    return llvm::any_of(value.children(), [&](const Stmt *child) {
      return child && comesFromOutside(*child, function, depth);
    });
  }

  static bool isForOthers(const FunctionDecl &function) {
    const auto *method = dyn_cast<CXXMethodDecl>(&function);
    return method && method->getAccess() == AS_public && !isa<CXXConstructorDecl>(method) &&
           !isa<CXXDestructorDecl>(method);
  }

  /// How many local variables may lie between what a function is given and the key.
  static constexpr unsigned MostLocals = 3;

  /// `it = items_.find(key)` and, in another function, `items_.erase(key)`: both are there for
  /// others to call, who say which element.
  bool isTakenByKey(const Expr &found, const Meanwhile &meanwhile,
                    const ValueDecl &container) const {
    return isTakenByOthers(meanwhile, container) &&
           comesFromOutside(found, body_->function(), MostLocals);
  }

  /// Whether the change takes an element away that others name, at any time, from a container whose
  /// coroutine others call, too.
  bool isTakenByOthers(const Meanwhile &meanwhile, const ValueDecl &container) const {
    const Mutation &mutation = *meanwhile.mutation;
    const auto *erasing = dyn_cast<CXXMemberCallExpr>(mutation.at);
    return meanwhile.concurrency.kind == Concurrency::Possible && !mutation.object.elsewhere &&
           mutation.change == Change::Removes && mutation.code == mutation.function && erasing &&
           erasing->getNumArgs() == 1 && isa<FieldDecl>(container) &&
           isForOthers(*mutation.function) && isForOthers(body_->function()) &&
           comesFromOutside(*erasing->getArg(0), *mutation.function, MostLocals);
  }

  static void addCallers(Finding &finding, const Mutation &mutation) {
    finding.confidence = Confidence::Medium;
    finding.steps.push_back({mutation.function->getLocation(),
                             "others may call this at any time, for any of the elements"});
  }

  static std::string nameOf(const FunctionDecl &function) { return function.getNameAsString(); }

  static std::string doing(Change change) {
    return change == Change::Adds      ? "adds to "
           : change == Change::Removes ? "removes from "
                                       : "assigns to ";
  }

  // ---- Loops
  // -------------------------------------------------------------------------------------------------------

  void judgeLoop(const CXXForRangeStmt &loop) {
    const Borrow borrow{sharedObject(*loop.getRangeInit()), Reference::Iterator};
    const ValueDecl *container = borrow.container.declaration();
    if (!container || !container->getType().getNonReferenceType()->isRecordType())
      return;
    const Expr *suspension = nullptr;
    for (const Expr *candidate : suspensions_->all())
      if (body_->isWithin(*candidate, *loop.getBody()) && !isGuarded(*candidate) &&
          goesOn(*candidate, loop)) {
        suspension = candidate;
        break;
      }
    const Meanwhile meanwhile =
        suspension ? mutations().invalidating(borrow, body_->function()) : Meanwhile();
    if (!meanwhile || !told_.insert({container, suspension}).second)
      return;
    const Mutation *mutation = meanwhile.mutation;
    Finding finding;
    finding.function = &body_->function();
    finding.range = loop.getRangeInit()->getSourceRange();
    const std::string name = quoted(container->getName());
    finding.message = name + " is walked through across a suspension, and " +
                      quoted(nameOf(*mutation->function)) + " changes it meanwhile";
    addEvidence(finding, meanwhile);
    if (isTakenByOthers(meanwhile, *container))
      addCallers(finding, *mutation);
    finding.steps.push_back({suspension->getBeginLoc(), "suspends here, and others run"});
    finding.steps.push_back(
        {mutation->at->getBeginLoc(), doing(mutation->change) + name + " here, meanwhile"});
    finding.steps.push_back(
        {loop.getBeginLoc(),
         "goes on here, with an iterator that may be invalid: walk through a copy"});
    report(finding);
  }

  /// Whether another turn of the loop can follow.
  bool goesOn(const Expr &suspension, const CXXForRangeStmt &loop) const {
    bool found = false;
    suspensions_->walkFrom(&suspension, [&](const Stmt &statement) {
      found |= &statement == loop.getLoopVarStmt();
      return found ? Walk::Stop : Walk::On;
    });
    return found;
  }

  // ---- Sizes
  // -------------------------------------------------------------------------------------------------------

  /// `auto n = v.size(); for (i < n) co_await send(v[i]);`
  void judgeBound(const VarDecl &bound, const DeclStmt &declaration) {
    const SharedObject container =
        bound.getType()->isIntegerType() ? sizedBy(*bound.getInit()) : SharedObject();
    if (!container)
      return;
    for (const Stmt *statement : body_->statements()) {
      const auto *loop = dyn_cast<ForStmt>(statement);
      const auto *condition = loop ? dyn_cast_or_null<BinaryOperator>(loop->getCond()) : nullptr;
      if (!condition || !condition->isRelationalOp() ||
          (!isNamed(condition->getRHS(), bound) && !isNamed(condition->getLHS(), bound)) ||
          body_->isWithin(declaration, *loop->getBody()))
        continue;
      const Stmt *use = nullptr;
      // Whoever looks at it in the loop may know.
      const bool looks = llvm::any_of(body_->statements(), [&](const Stmt *inner) {
        if (!names(*inner, container) || !body_->isWithin(*inner, *loop) ||
            body_->isWithin(*inner, declaration))
          return false;
        const auto *subscript = dyn_cast_or_null<CXXOperatorCallExpr>(parentOf(*inner));
        if (!subscript || subscript->getOperator() != OO_Subscript ||
            !isIndexed(*subscript, *inner))
          return true;
        use = use ? use : inner;
        return false;
      });
      const Expr *const *suspension =
          llvm::find_if(suspensions_->all(), [&](const Expr *candidate) {
            return body_->isWithin(*candidate, *loop->getBody()) && !isGuarded(*candidate);
          });
      if (looks || !use || suspension == suspensions_->all().end() || !repeats(**suspension, *use))
        continue;
      if (const Meanwhile meanwhile = mutations().emptying(container, body_->function()))
        return tellBound(bound, declaration, *container.declaration(), {*suspension, use},
                         meanwhile);
    }
  }

  /// Whether the statement can follow the suspension.
  bool repeats(const Expr &suspension, const Stmt &statement) const {
    bool found = false;
    suspensions_->walkFrom(&suspension, [&](const Stmt &next) {
      found |= &next == &statement;
      return found ? Walk::Stop : Walk::On;
    });
    return found;
  }

  void tellBound(const VarDecl &bound, const DeclStmt &declaration, const ValueDecl &container,
                 const Suspensions::Use &use, const Meanwhile &meanwhile) {
    const Mutation &mutation = *meanwhile.mutation;
    Finding finding;
    finding.function = &body_->function();
    finding.range = use.use->getSourceRange();
    const std::string name = quoted(container.getName());
    finding.message = name + " may have fewer than " + quoted(bound.getName()) +
                      " elements after the suspension: " + quoted(nameOf(*mutation.function)) +
                      " removes some";
    finding.steps.push_back({declaration.getBeginLoc(), "counted here"});
    addEvidence(finding, meanwhile);
    finding.steps.push_back({use.suspension->getBeginLoc(), "suspends here, and others run"});
    finding.steps.push_back(
        {mutation.at->getBeginLoc(), "removes from " + name + " here, meanwhile"});
    finding.steps.push_back(
        {use.use->getBeginLoc(),
         "used here, after that: ask for its size on each turn, behind the suspension"});
    report(finding);
  }

  // ---- Conditions
  // --------------------------------------------------------------------------------------------------

  static bool leaves(const Stmt &statement) {
    const auto *block = dyn_cast<CompoundStmt>(&statement);
    const Stmt *last = block ? (block->body_empty() ? nullptr : block->body_back()) : &statement;
    if (const auto *expression = dyn_cast_or_null<Expr>(last))
      return isa<CXXThrowExpr>(expression->IgnoreImplicit());
    return isa_and_nonnull<ReturnStmt, CoreturnStmt, BreakStmt, ContinueStmt>(last);
  }

  /// @param region what only runs when the condition holds
  /// @param branch null for a loop
  void judgeTests(const Expr &condition, const Stmt *region, const IfStmt *branch) {
    for (const PresenceTest &test : presenceTestsIn(condition))
      judgeTest(condition, test, region, branch);
  }

  void judgeTest(const Expr &condition, const PresenceTest &test, const Stmt *region,
                 const IfStmt *branch) {
    // Where it is known to be there: in the branch, or behind one that leaves.
    if (!test.there)
      region = branch && leaves(*branch->getThen()) && !branch->getElse() ? body_->parent(*branch)
                                                                          : nullptr;
    if (!region)
      return;
    const auto isIn = [&](const Stmt &statement) {
      return body_->isWithin(statement, *region) &&
             (test.there || !body_->isWithin(statement, *branch));
    };
    const auto ends = [&](const Stmt &statement) {
      return !isIn(statement) && !body_->isWithin(statement, condition);
    };
    const Stmt *const *start = llvm::find_if(body_->statements(), [&](const Stmt *s) {
      return names(*s, test.object) && body_->isWithin(*s, condition);
    });
    if (start == body_->statements().end())
      return;
    for (const Expr *suspension : suspensions_->reachedFrom(*start, [&](const Stmt &s) {
           return ends(s) || (isIn(s) && names(s, test.object) && !dereferences(s));
         })) {
      if (isGuarded(*suspension))
        continue;
      const Stmt *first = nullptr;
      suspensions_->walkFrom(suspension, [&](const Stmt &statement) {
        if (!isIn(statement))
          return Walk::Stop;
        if (!names(statement, test.object))
          return Walk::On;
        if (dereferences(statement) && (!first || statement.getBeginLoc() < first->getBeginLoc()))
          first = &statement;
        return Walk::Stop;
      });
      if (!first)
        continue;
      if (const Meanwhile meanwhile = mutations().emptying(test.object, body_->function()))
        return tellTest(condition, test, {suspension, first}, meanwhile);
    }
  }

  static bool names(const Stmt &statement, const SharedObject &object) {
    const auto *expression = dyn_cast<Expr>(&statement);
    return expression && isa<MemberExpr, DeclRefExpr, CXXMemberCallExpr>(expression) &&
           mayBeOne(sharedObject(*expression), object);
  }

  /// `v[i]` of a container that holds its elements in order, in which nothing is made by asking for
  /// it.
  static bool isIndexed(const CXXOperatorCallExpr &subscript, const Stmt &object) {
    const CXXRecordDecl *record =
        subscript.getArg(0)->getType().getNonReferenceType()->getAsCXXRecordDecl();
    return subscript.getArg(0)->IgnoreParenImpCasts() == &object && record &&
           record->hasDefinition() && findMember(*record, "size") && !findMember(*record, "find");
  }

  /// `*f`, `f->x`, `f.front()`, `v[i]`: what needs something to be there.
  bool dereferences(const Stmt &object) const {
    const Stmt *parent = parentOf(object);
    if (const auto *operation = dyn_cast_or_null<CXXOperatorCallExpr>(parent))
      return operation->getOperator() == OO_Arrow || operation->getOperator() == OO_Star ||
             (operation->getOperator() == OO_Subscript && isIndexed(*operation, object));
    if (const auto *unary = dyn_cast_or_null<UnaryOperator>(parent))
      return unary->getOpcode() == UO_Deref;
    const auto *member = dyn_cast_or_null<MemberExpr>(parent);
    if (!member)
      return false;
    if (member->isArrow() && cast<Expr>(object).getType()->isPointerType())
      return true;
    const auto *method = dyn_cast<CXXMethodDecl>(member->getMemberDecl());
    const llvm::StringRef name =
        method && method->getDeclName().isIdentifier() ? method->getName() : "";
    return name == "front" || name == "back" || name == "top" || name.starts_with("pop");
  }

  /// A pointer to what somebody else owns, which a function for others to call sets to null:
  /// whoever owns it says in that way that it is gone.
  static bool isTakenBack(const SharedObject &object, const Meanwhile &meanwhile) {
    const auto *method = dyn_cast<CXXMethodDecl>(meanwhile.mutation->function);
    return meanwhile.concurrency.kind == Concurrency::Possible && !object.elsewhere && method &&
           method->getAccess() == AS_public && method->getReturnType()->isVoidType() &&
           object.declaration()->getType()->isPointerType();
  }

  void tellTest(const Expr &condition, const PresenceTest &test, const Suspensions::Use &use,
                const Meanwhile &meanwhile) {
    const Mutation &mutation = *meanwhile.mutation;
    Finding finding;
    finding.function = &body_->function();
    finding.range = use.use->getSourceRange();
    const std::string name = quoted(test.object.declaration()->getName());
    finding.message = name + " was tested before the suspension, and " +
                      quoted(nameOf(*mutation.function)) + " may have emptied it since";
    finding.steps.push_back({condition.getBeginLoc(), "tested here"});
    addEvidence(finding, meanwhile);
    if (isTakenBack(test.object, meanwhile))
      finding.confidence = Confidence::Medium;
    finding.steps.push_back({use.suspension->getBeginLoc(), "suspends here, and others run"});
    finding.steps.push_back({mutation.at->getBeginLoc(), "emptied here, meanwhile"});
    finding.steps.push_back({use.use->getBeginLoc(), "used here, after that: test it again"});
    report(finding);
  }

  const Body *body_ = nullptr;
  const Suspensions *suspensions_ = nullptr;
  /// What was told of the body at hand: which container, at which suspension.
  llvm::DenseSet<std::pair<const ValueDecl *, const Expr *>> told_;
};

constexpr llvm::StringLiteral Documentation = R"md(
While a coroutine is suspended the other code of its class runs. What it has taken out of a member before, a reference, a pointer, an iterator, or the knowledge that something is there, may be gone when
it is resumed. In the text the two lines stand together; at run time anything happens between them.

```cpp bad
#include "task.h"
#include <functional>
#include <map>
#include <string>
task<> send(std::string text);

struct session { std::string name; int greeted = 0; };
struct bus { void subscribe(std::function<void(int)> handler); };
class server {
public:
  explicit server(bus &events) {
    events.subscribe([this](int id) { leave(id); });
  }
  task<> greet(int id) {
    session &s = sessions_.at(id);
    co_await send("hello " + s.name);
    s.greeted++;                       // the session may have left
  }
  void leave(int id) { sessions_.erase(id); }

private:
  std::map<int, session> sessions_;
};
```

```cpp good
#include "task.h"
#include <map>
#include <string>
task<> send(std::string text);

struct session { std::string name; int greeted = 0; };
class server {
public:
  task<> greet(int id) {
    co_await send("hello " + sessions_.at(id).name);
    if (auto found = sessions_.find(id); found != sessions_.end())
      found->second.greeted++;
  }
  void leave(int id) { sessions_.erase(id); }

private:
  std::map<int, session> sessions_;
};
```

Reported is a reference, pointer or iterator into a container, optional or owning pointer that is a member of this object or of one of its members (also by a getter that can be seen), or a variable of the program; a loop over such a container with a suspension in it; and a
condition on such a member (`if (connection_)`, `if (queue_.empty()) co_return;`, `while (!queue_.empty())`, `if (i < rows_.size())`), or its size as the bound of a loop, when they are used after a suspension without being taken or tested anew. Each finding shows the function that changes the
member in a way that matters for this container: adding to a `std::map` leaves its nodes where they are, adding to a `std::vector` doesn't.

Reported, too, is a reference or pointer to what each call of a function overwrites, a `static` variable that it fills anew and returns, or the buffer behind `inet_ntoa` and `localtime`: whoever calls it during the suspension puts another result there.

That others run meanwhile takes evidence: code that is started in the background and not waited for, a handler or timer that is registered, the same work started again and again. A function that
is only there for others to call, or an object that is only reached through pointers, makes a finding of low confidence; but a pointer that was tested, and that a public function sets to null, is one whose object goes away without asking, and so is
an element that a public coroutine looks up by a key that it is given, and that another public function takes away by such a key, and the elements of a loop in such a coroutine.

Silent: where nobody else in the translation unit is seen to change the member, or only a constructor, a destructor, an assignment or swap of the whole object, a function that changes a local object of its own, or a private function that only this coroutine calls; where the member is looked at again before the
use; where a lock or units of a semaphore are held across the suspension, or by all callers; where both only run one after another in one fiber; where what is awaited
can be seen to suspend nobody; the same member of another object; an element that says by a field of its own, set before the suspension, that somebody is at it, where whoever removes asks for that field; an object that is a local of one coroutine; copies, and what a `std::shared_ptr` keeps.
)md";

} // namespace

extern const Check StaleReference;
const Check StaleReference = {
    .id = "coro-stale-reference",
    .summary =
        "a reference or condition taken from a shared member before a suspension is used after it",
    .severity = Severity::Warning,
    .onByDefault = true,
    .fix = "",
    .confidence =
        "high: both pieces of code are started in sight, or one is registered as a handler; "
        "medium: "
        "one runs in the background and the other can be called by others, or both are told by "
        "others which element; low: both can only be called by others",
    .options = {},
    .documentation = Documentation,
    .make = make<StaleReferenceCheck>,
};

} // namespace corolint
