#include "checks/engine/work/Activity.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/things/Indirection.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/Cleanup.h"
#include "checks/engine/time/Held.h"
#include "checks/engine/work/Escape.h"
#include "clang/AST/ASTContext.h"

namespace corolint {

using namespace clang;

static bool isLambda(const FunctionDecl &function) {
  const auto *method = dyn_cast<CXXMethodDecl>(&function);
  return method && method->getParent()->isLambda();
}

static llvm::StringRef nameOf(const FunctionDecl *function) {
  return function && function->getDeclName().isIdentifier() ? function->getName() : "";
}

Activities::Activities(Unit &unit, std::function<void(const FunctionDecl &)> complete)
    : unit_(unit), complete_(std::move(complete)) {}

void Activities::add(const Body &body) {
  for (const Stmt *statement : body.statements())
    if (const FunctionDecl *code = mentionedCode(*statement);
        code && (isLambda(*code) || isUserCode(*code)))
      mentions_[code->getCanonicalDecl()].push_back(mentionAt(body, *cast<Expr>(statement), unit_));
}

llvm::ArrayRef<Mention> Activities::mentionsOf(const FunctionDecl &code) const {
  complete_(code);
  const auto found = mentions_.find(code.getCanonicalDecl());
  return found == mentions_.end() ? llvm::ArrayRef<Mention>()
                                  : llvm::ArrayRef<Mention>(found->second);
}

// ---- Who may call
// ------------------------------------------------------------------------------------------------------

/// What others can call, others may call meanwhile.
static bool isOpen(const FunctionDecl &function) {
  if (isLambda(function))
    return false;
  const auto *method = dyn_cast<CXXMethodDecl>(&function);
  return method ? method->getAccess() != AS_private || method->isVirtual()
                : function.isExternallyVisible();
}

static bool enter(const FunctionDecl &function, llvm::SmallVectorImpl<const FunctionDecl *> &seen) {
  if (llvm::is_contained(seen, function.getCanonicalDecl()))
    return false;
  seen.push_back(function.getCanonicalDecl());
  return true;
}

/// Whether nobody but the function runs the coroutine, and waits for it, at the end of all callers.
bool Activities::isOnlyAwaitedBy(const FunctionDecl &coroutine, const FunctionDecl &function,
                                 llvm::SmallVectorImpl<const FunctionDecl *> &seen) const {
  if (isOpen(coroutine) || !enter(coroutine, seen))
    return false;
  const auto callers = mentionsOf(coroutine);
  return !callers.empty() && llvm::all_of(callers, [&](const Mention &caller) {
    return caller.how == Mention::Awaited && (caller.by == function.getCanonicalDecl() ||
                                              isOnlyAwaitedBy(*caller.by, function, seen));
  });
}

bool Activities::canRunBeside(const FunctionDecl &function, const FunctionDecl &coroutine,
                              llvm::SmallVectorImpl<const FunctionDecl *> &seen) const {
  if (function.getLocation() == coroutine.getLocation() ||
      isa<CXXConstructorDecl, CXXDestructorDecl>(function) || function.isMain() ||
      !enter(function, seen))
    return false;
  // Whoever awaits the coroutine has changed things before.
  if (llvm::SmallVector<const FunctionDecl *, 8> between;
      isOnlyAwaitedBy(coroutine, function, between))
    return false;
  return isOpen(function) || llvm::any_of(mentionsOf(function), [&](const Mention &caller) {
           return caller.how == Mention::Started || caller.how == Mention::Registered ||
                  canRunBeside(*caller.by, coroutine, seen);
         });
}

// ---- Where it all begins
// -----------------------------------------------------------------------------------------------

bool keepsOthersOut(const Suspensions &suspensions, const Expr &suspension, Unit &unit) {
  const bool guarded = llvm::any_of(suspensions.aliveAt(suspension), [&](const Alive &alive) {
    const QualType type = alive.variable ? alive.variable->getType() : alive.temporary->getType();
    const CXXRecordDecl *record = type->getAsCXXRecordDecl();
    if (!record || !record->hasDefinition())
      return false;
    return heldBy(type, unit) || unit.models().guard(*record) || unit.models().safeGuard(*record) ||
           (!actsAsPointer(*record) && isHeldResource(type, unit.models()) &&
            unit.taskType(type).kind == TaskKind::None);
  });
  if (guarded)
    return true;
  const auto actions = actionsOf(suspensions.body(), unit);
  const auto takes = [](const Action &action) {
    return action.kind == Action::Call && action.begins &&
           (action.verb == "lock" || action.verb == "acquire" || action.verb == "wait" ||
            action.verb == "enter");
  };
  return llvm::any_of(actions, [&](const Action &begin) {
    return takes(begin) && begin.at->getBeginLoc() < suspension.getBeginLoc() &&
           llvm::any_of(
               actions,
               [&](const Action &end) {
                 return suspension.getBeginLoc() < end.at->getBeginLoc() &&
                        undoes(end, begin, unit);
               });
  });
}

/// Whether whoever mentions it holds what keeps others out.
bool Activities::isSerialised(const Mention &mention) const {
  if (mention.serialised || !mention.await || !mention.by->getDefinition())
    return mention.serialised;
  const auto known = serialised_.find(&mention);
  if (known != serialised_.end())
    return known->second;
  const Body &body = unit_.body(*mention.by->getDefinition());
  bool &result = serialised_[&mention];
  if (body.contains(*mention.await))
    result = keepsOthersOut(Suspensions(body), *mention.await, unit_);
  return result;
}

Activities::Roots Activities::rootsOf(const FunctionDecl &code) const {
  Roots roots;
  llvm::SmallVector<const FunctionDecl *, 8> open;
  collectRoots(code, {}, roots, open);
  return roots;
}

void Activities::collectRoots(const FunctionDecl &code, Root way, Roots &roots,
                              llvm::SmallVectorImpl<const FunctionDecl *> &open) const {
  constexpr unsigned MostRoots = 16, MostSteps = 12;
  if (roots.size() > MostRoots || open.size() > MostSteps ||
      llvm::is_contained(open, code.getCanonicalDecl()))
    return;
  const auto mentions = mentionsOf(code);
  if (mentions.empty()) {
    way.kind = Root::Outside;
    way.top = code.getCanonicalDecl();
    if (isOpen(code) && !code.isMain())
      roots.push_back(way);
    return;
  }
  open.push_back(code.getCanonicalDecl());
  for (const Mention &mention : mentions) {
    Root next = way;
    next.start = &mention;
    next.path.push_back(&mention);
    next.sameObject &= mention.sameObject;
    next.serialised |= isSerialised(mention);
    next.kind = mention.how == Mention::Started      ? Root::Started
                : mention.how == Mention::Registered ? Root::Registered
                                                     : Root::Private;
    if (next.kind != Root::Private || mention.local)
      roots.push_back(next);
    else
      collectRoots(*mention.by, next, roots, open);
  }
  open.pop_back();
}

/// Whether what is started there is started again while it still runs.
bool Activities::isRepeated(const Mention &start, unsigned depth) const {
  if (start.repeated || depth == 0)
    return start.repeated;
  return llvm::any_of(mentionsOf(*start.by), [&](const Mention &caller) {
    return caller.how == Mention::Registered || isRepeated(caller, depth - 1);
  });
}

// ---- Both at once
// ------------------------------------------------------------------------------------------------------

/// Whether a part of a body waits until other work has ended: `co_await gate_.close()`, `co_await
/// std::move(done_)`.
static bool waitsForWork(const Stmt &root, Unit &unit) {
  if (const auto *call = dyn_cast<CXXMemberCallExpr>(&root))
    if (says(Meaning::WaitsForWork, nameOf(call->getMethodDecl())))
      return true;
  if (const auto *member = dyn_cast<MemberExpr>(&root);
      member && isa<FieldDecl>(member->getMemberDecl()) &&
      unit.taskType(member->getType()).isAwaitable())
    return true;
  return llvm::any_of(root.children(), [&](const Stmt *child) {
    return child && !isa<LambdaExpr>(child) && waitsForWork(*child, unit);
  });
}

/// Whether the code has waited for other work before it comes to a place.
static bool hasWaited(const Intrusion &intrusion, Unit &unit) {
  const FunctionDecl *definition = intrusion.code->getDefinition();
  if (!definition || !definition->getBody())
    return false;
  const Body &body = unit.body(*definition);
  return llvm::any_of(body.statements(), [&](const Stmt *statement) {
    const Expr *operand = awaitOperand(*statement);
    return operand && statement->getBeginLoc() < intrusion.at->getBeginLoc() &&
           !body.isWithin(*intrusion.at, *statement) && waitsForWork(*operand, unit);
  });
}

/// `gate_.close().then([this] { items_.clear(); })`: what it continues has waited.
static bool continuesWait(const Mention &mention, Unit &unit) {
  const Body &body = unit.body(*mention.by->getDefinition());
  const auto *call =
      body.contains(*mention.at) ? body.enclosing<CXXMemberCallExpr>(*mention.at) : nullptr;
  return call && waitsForWork(*call->getImplicitObjectArgument(), unit);
}

/// The places from which the work is started: where it is, and the calls that lead there.
llvm::SmallVector<const Mention *, 4> Activities::startedFrom(const Mention &start) const {
  llvm::SmallVector<const Mention *, 4> places{&start};
  for (unsigned i = 0; i < places.size() && places.size() < 16; ++i)
    for (const Mention &caller : mentionsOf(*places[i]->by))
      if ((caller.how == Mention::Called || caller.how == Mention::Awaited) && caller.sameObject) {
        // The last of several: what is between them is set up for the next.
        const auto known =
            llvm::find_if(places, [&](const Mention *one) { return one->by == caller.by; });
        if (known == places.end())
          places.push_back(&caller);
        else if (*known != &start && (*known)->at->getBeginLoc() < caller.at->getBeginLoc())
          *known = &caller;
      }
  return places;
}

/// Where the way to the other code passes a place that starts the first: whether it goes on from
/// behind it.
bool Activities::comesBehind(llvm::ArrayRef<const Mention *> path, const Intrusion &intrusion,
                             const Mention &start) const {
  SourceLocation at = intrusion.at->getBeginLoc();
  const FunctionDecl *code = intrusion.code->getCanonicalDecl();
  const auto starts = startedFrom(start);
  for (unsigned i = 0;; ++i) {
    const auto *place = llvm::find_if(starts, [&](const Mention *one) { return one->by == code; });
    if (place != starts.end())
      return (*place)->repeated || (*place)->at->getBeginLoc() < at;
    if (i == path.size())
      return true;
    code = path[i]->by;
    at = path[i]->at->getBeginLoc();
  }
}

static Concurrency seen(const Mention &mention, Concurrency::Kind kind, bool again) {
  const bool registered = mention.how == Mention::Registered;
  std::string because = registered ? "kept here, to be called when something happens"
                                   : "started here, in the background";
  if (again)
    because += ", again and again";
  return {kind, mention.at, because};
}

/// Where the way to the other code sends it to an executor of the object that the suspended code is
/// sent to as well: what is called by one alone needs none. Null where it doesn't.
static const Mention *sentTogether(llvm::ArrayRef<const Mention *> suspended,
                                   llvm::ArrayRef<const Mention *> other) {
  const auto *sent = llvm::find_if(other, [&](const Mention *mention) {
    return mention->executor && llvm::any_of(suspended, [&](const Mention *one) {
             return one->executor == mention->executor && one->by != mention->by;
           });
  });
  return sent == other.end() ? nullptr : *sent;
}

Concurrency Activities::between(const Root &suspended, const Root &other,
                                const Intrusion &intrusion) const {
  const auto runsBeside = [](const Root &root) {
    return root.kind == Root::Started || root.kind == Root::Registered;
  };
  if (suspended.serialised)
    return {};
  if (suspended.start && suspended.start == other.start && suspended.kind == other.kind) {
    const bool again = runsBeside(other) && isRepeated(*other.start, 3) && suspended.sameObject &&
                       other.sameObject && !intrusion.ownPart;
    return again ? seen(*other.start, Concurrency::Seen, true) : Concurrency();
  }
  if (runsBeside(other))
    return seen(*other.start, Concurrency::Seen, false);
  // One calls them one after another.
  if (suspended.kind == Root::Private || other.kind == Root::Private ||
      (suspended.top && suspended.top == other.top))
    return {};
  if (const Mention *sent = sentTogether(suspended.path, other.path))
    return {Concurrency::Convention, sent->at,
            "sent here, by whoever calls it, to where the other is sent, too"};
  if (!runsBeside(suspended))
    return {Concurrency::Possible, nullptr, {}};
  // Others call it, while work of the background is suspended; what only fills it does so before.
  return !intrusion.fills && comesBehind(other.path, intrusion, *suspended.start)
             ? seen(*suspended.start, Concurrency::Convention, false)
             : Concurrency();
}

Concurrency Activities::concurrency(const FunctionDecl &coroutine, const Intrusion &other) const {
  llvm::SmallVector<const FunctionDecl *, 8> open;
  if (other.code->getLocation() == coroutine.getLocation() || hasWaited(other, unit_))
    return {};
  // What calls one after another only meets itself, where it is started again.
  const bool beside = canRunBeside(*other.code, coroutine, open);
  const Roots suspended = rootsOf(coroutine), others = rootsOf(*other.code);
  Concurrency best;
  for (const Root &one : suspended)
    for (const Root &two : others) {
      if ((!beside && !(one.start && one.start == two.start)) ||
          llvm::any_of(two.path, [&](const Mention *step) { return continuesWait(*step, unit_); }))
        continue;
      if (const Concurrency found = between(one, two, other); found.kind > best.kind)
        best = found;
    }
  return best;
}

} // namespace corolint
