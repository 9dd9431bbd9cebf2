#include "checks/engine/work/Mutation.h"
#include "checks/engine/things/Task.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/Independence.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"
#include "llvm/Support/SaveAndRestore.h"

namespace corolint {

using namespace clang;

// ---- What changes
// --------------------------------------------------------------------------------------------------

/// What a member function of a container, optional or pointer does, by the vocabulary that they
/// share.
static std::optional<Change> changeBy(const CXXMethodDecl &method) {
  if (method.isConst() || method.isStatic() || !method.getDeclName().isIdentifier())
    return std::nullopt;
  const std::string lower = method.getName().lower();
  const llvm::StringRef name = lower;
  for (const llvm::StringRef word : {"erase", "clear", "remove", "extract", "pop", "reset",
                                     "release", "take", "unlink", "splice"})
    if (name.starts_with(word))
      return Change::Removes;
  for (const llvm::StringRef word : {"assign", "swap"})
    if (name.starts_with(word))
      return Change::Replaces;
  for (const llvm::StringRef word : {"push", "emplace", "insert", "append", "prepend", "resize",
                                     "reserve", "add", "try_emplace"})
    if (name.starts_with(word))
      return Change::Adds;
  return std::nullopt;
}

/// Goes through the code of the user once, and notes who changes what and who calls whom.
class Mutations::Survey : public DynamicRecursiveASTVisitor {
public:
  Survey(Mutations &mutations, Unit &unit) : mutations_(mutations), unit_(unit) {
    ShouldVisitTemplateInstantiations = true;
  }

  bool VisitFunctionDecl(FunctionDecl *function) override {
    const auto *method = dyn_cast<CXXMethodDecl>(function);
    const bool lambda = method && method->getParent()->isLambda();
    if (function->doesThisDeclarationHaveABody() && !lambda && !function->isDependentContext())
      look(*function, *function);
    return true;
  }

private:
  /// @param function the named function that the code stands in: itself, or the one around a lambda
  void look(const FunctionDecl &code, const FunctionDecl &function) {
    const Body &body = unit_.body(code);
    mutations_.activities_.add(body);
    const llvm::SaveAndRestore<const FunctionDecl *> inside(code_, &code);
    for (const Stmt *statement : body.statements()) {
      if (const auto *lambda = dyn_cast<LambdaExpr>(statement))
        look(*lambda->getCallOperator(), function);
      if (const auto *call = dyn_cast<CallExpr>(statement))
        called(*call, function);
      else if (const auto *assignment = dyn_cast<BinaryOperator>(statement);
               assignment && assignment->getOpcode() == BO_Assign)
        note(*assignment->getLHS(),
             standsForNothing(*assignment->getRHS()) ? Change::Removes : Change::Replaces,
             *statement, function);
    }
  }

  void called(const CallExpr &call, const FunctionDecl &function) {
    if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(&call)) {
      const auto *method = dyn_cast_or_null<CXXMethodDecl>(call.getDirectCallee());
      if (operation->getOperator() == OO_Equal)
        note(*call.getArg(0),
             standsForNothing(*call.getArg(1)) ? Change::Removes : Change::Replaces, call,
             function);
      else if (operation->getOperator() == OO_Subscript && method && !method->isConst() &&
               recordOf(call.getArg(0)->getType()) &&
               findMember(*recordOf(call.getArg(0)->getType()), "find"))
        note(*call.getArg(0), Change::Adds, call, function);
      return;
    }
    if (const auto *member = dyn_cast<CXXMemberCallExpr>(&call)) {
      const std::optional<Change> change =
          member->getMethodDecl() ? changeBy(*member->getMethodDecl()) : std::nullopt;
      if (change && member->getImplicitObjectArgument())
        // `reset(new_one)` of a pointer holds another one.
        note(*member->getImplicitObjectArgument(),
             *change == Change::Removes && member->getMethodDecl()->getName() == "reset" &&
                     call.getNumArgs() > 0 && !isa<CXXDefaultArgExpr>(call.getArg(0))
                 ? Change::Replaces
                 : *change,
             call, function);
      return;
    }
    // std::erase_if(f, ...), std::exchange(f, {}), std::move(f), std::swap(f, g).
    const FunctionDecl *callee = call.getDirectCallee();
    if (!callee || !callee->isInStdNamespace() || !callee->getDeclName().isIdentifier() ||
        call.getNumArgs() == 0)
      return;
    const llvm::StringRef name = callee->getName();
    if (name == "erase" || name == "erase_if" || name == "move" || name == "exchange")
      note(*call.getArg(0),
           name == "exchange" && !standsForNothing(*call.getArg(1)) ? Change::Replaces
                                                                    : Change::Removes,
           call, function);
    if (name == "swap")
      for (const Expr *argument : call.arguments())
        note(*argument, Change::Replaces, call, function);
  }

  void note(const Expr &object, Change change, const Stmt &at, const FunctionDecl &function) {
    const Expr *e = object.IgnoreParenImpCasts();
    Mutation mutation{change, &function, code_, &at, sharedObject(*e), isKeyed(at)};
    const auto *member = dyn_cast<MemberExpr>(e);
    if (member && replacesWhole(function, *member))
      return;
    if (!mutation.object && member && !isOfLocal(*member) && !isOfAnother(function, *member)) {
      mutation.object.path.push_back(member->getMemberDecl());
      mutation.object.elsewhere = true;
    }
    if (mutation.object && isa<FieldDecl, VarDecl>(mutation.object.declaration()))
      mutations_.changes_[mutation.object.declaration()->getLocation().getRawEncoding()].push_back(
          mutation);
  }

  /// `erase(key)`: takes one element by its name or place.
  static bool isKeyed(const Stmt &at) {
    const auto *call = dyn_cast<CXXMemberCallExpr>(&at);
    return call && call->getNumArgs() > 0 && call->getMethodDecl() &&
           call->getMethodDecl()->getDeclName().isIdentifier() &&
           (call->getMethodDecl()->getName() == "erase" ||
            call->getMethodDecl()->getName() == "extract");
  }

  /// Inside of a class, what isn't reached from this object is another one: a copy that is made,
  /// one to compare with.
  static bool isOfAnother(const FunctionDecl &function, const MemberExpr &member) {
    const auto *method = dyn_cast<CXXMethodDecl>(&function);
    const auto *field = dyn_cast<FieldDecl>(member.getMemberDecl());
    return method && field &&
           method->getParent()->getCanonicalDecl() ==
               cast<CXXRecordDecl>(field->getParent())->getCanonicalDecl();
  }

  /// A member of a local object or of a by-value parameter: another object than one whose coroutine
  /// is suspended.
  static bool isOfLocal(const MemberExpr &member) {
    const MemberExpr *outermost = &member;
    while (const auto *outer =
               outermost->isArrow()
                   ? nullptr
                   : dyn_cast<MemberExpr>(outermost->getBase()->IgnoreParenImpCasts()))
      outermost = outer;
    if (outermost->isArrow())
      return false;
    const auto *name = dyn_cast<DeclRefExpr>(outermost->getBase()->IgnoreParenImpCasts());
    const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
    return variable && variable->hasLocalStorage() && !variable->getType()->isReferenceType();
  }

  /// An assignment or swap of the class that has the member puts another object in the place of
  /// this one, under whatever of it runs: like destroying it.
  static bool replacesWhole(const FunctionDecl &function, const MemberExpr &member) {
    const auto *field = dyn_cast<FieldDecl>(member.getMemberDecl());
    const auto isOwn = [&](QualType type) {
      const CXXRecordDecl *record = recordOf(type);
      return field && record &&
             record->getCanonicalDecl() == field->getParent()->getCanonicalDecl();
    };
    const auto *method = dyn_cast<CXXMethodDecl>(&function);
    const bool assigns =
        method && (method->isCopyAssignmentOperator() || method->isMoveAssignmentOperator());
    const bool swaps = function.getDeclName().isIdentifier() && function.getName() == "swap";
    return (assigns || swaps) && function.getNumParams() > 0 &&
           isOwn(function.getParamDecl(0)->getType());
  }

  Mutations &mutations_;
  Unit &unit_;
  const FunctionDecl *code_ = nullptr; ///< the function or lambda that is read
};

Mutations::Mutations(Unit &unit)
    : unit_(unit), activities_(unit, [this](const FunctionDecl &code) { surveyMentions(code); }) {}

void Mutations::survey(llvm::ArrayRef<unsigned> userFiles) {
  Survey survey(*this, unit_);
  for (Decl *declaration : unvisited_.next(userFiles, unit_.context()))
    survey.TraverseDecl(declaration);
}

void Mutations::surveyMentions(const FunctionDecl &code) {
  if (!surveyed_.insert(code.getCanonicalDecl()).second)
    return;
  const auto preamble = Preamble::of(unit_.context().getSourceManager());
  const auto *method = dyn_cast<CXXMethodDecl>(&code);
  if (!(method && method->getParent()->isLambda()))
    survey(preamble->filesThatMention(code.getNameAsString(), unit_.context()));
  else if (unit_.context().getSourceManager().isLoadedSourceLocation(code.getLocation()))
    survey(preamble->userFiles); // Its name is nobody's: whoever has it may be anywhere.
}

/// Whether the change takes away what refers to an element of such a container.
static bool invalidates(Change change, QualType type, Reference reference) {
  if (change != Change::Adds)
    return true;
  const CXXRecordDecl *record = recordOf(type);
  if (!record || !record->isInStdNamespace())
    return false;
  const llvm::StringRef name = record->getName();
  if (name == "vector" || name == "basic_string")
    return reference != Reference::Owned;
  return reference == Reference::Iterator && (name == "deque" || name.starts_with("unordered_"));
}

Meanwhile Mutations::surest(const SharedObject &object, const FunctionDecl &coroutine,
                            llvm::function_ref<bool(const Mutation &)> matters) {
  const SourceManager &sources = unit_.context().getSourceManager();
  const auto preamble = Preamble::of(sources);
  survey(preamble->filesThatMention(object.declaration()->getNameAsString(), unit_.context()));
  const unsigned declared = object.declaration()->getLocation().getRawEncoding();
  // Judging them may go through more files, but none that mentions the object.
  llvm::SmallVector<const Mutation *, 8> changes;
  for (const Mutation &mutation : changes_[declared])
    if (matters(mutation) && mayBeOne(object, mutation.object))
      changes.push_back(&mutation);
  // In whichever order the files were gone through.
  llvm::sort(changes, [&](const Mutation *a, const Mutation *b) {
    return sources.isBeforeInTranslationUnit(a->at->getBeginLoc(), b->at->getBeginLoc());
  });
  Meanwhile result;
  for (const Mutation *change : changes) {
    const Mutation &mutation = *change;
    const bool fills = mutation.change == Change::Adds;
    Concurrency concurrency =
        activities_.concurrency(coroutine, {mutation.code, mutation.at, fills, mutation.keyed});
    // What is reached through other pointers may be another object: only worth a look.
    const bool sameWay = object.elsewhere && object.path.size() == mutation.object.path.size();
    if (mutation.object.elsewhere && !sameWay && concurrency.kind > Concurrency::Possible)
      concurrency.kind = Concurrency::Possible;
    // Of those that nobody is seen to call, one that is told which element is meant for others.
    const auto takesOne = [](const Mutation &one) {
      return one.keyed && one.change == Change::Removes;
    };
    if (concurrency.kind > result.concurrency.kind ||
        (concurrency.kind == Concurrency::Possible && result.concurrency.kind == concurrency.kind &&
         result && takesOne(mutation) && !takesOne(*result.mutation)))
      result = {&mutation, concurrency};
  }
  // Without evidence, a way through other objects says nothing at all.
  return object.elsewhere && result.concurrency.kind == Concurrency::Possible ? Meanwhile()
                                                                              : result;
}

Meanwhile Mutations::invalidating(const Borrow &borrow, const FunctionDecl &coroutine) {
  const QualType type = borrow.container.declaration()->getType();
  return surest(borrow.container, coroutine, [&](const Mutation &mutation) {
    return invalidates(mutation.change, type, borrow.reference);
  });
}

Meanwhile Mutations::emptying(const SharedObject &object, const FunctionDecl &coroutine) {
  return surest(object, coroutine,
                [](const Mutation &mutation) { return mutation.change == Change::Removes; });
}

} // namespace corolint
