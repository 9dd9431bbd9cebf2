#include "checks/engine/blocking/Blocking.h"
#include "checks/engine/blocking/BlockingStatement.h"
#include "checks/engine/blocking/OnTheWayOut.h"
#include "checks/engine/blocking/OwnThread.h"
#include "checks/engine/code/ConstantArguments.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Trial.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/text/Names.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Elsewhere.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Fate.h"
#include "checks/engine/values/Readiness.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

namespace corolint {

using namespace clang;

/// How many calls below a coroutine are followed: deeper, the caller can't be expected to know.
constexpr unsigned MaxDepth = 4;

// ---- One body
// ------------------------------------------------------------------------------------------------------

class Blocking::Search {
public:
  Search(Blocking &owner, const Body &body, unsigned depth)
      : owner_(owner), unit_(owner.unit_), body_(body), depth_(depth) {}

  Found all() {
    for (const Stmt *statement : body_.statements())
      if (std::optional<BlockingSite> found = blocksByItself(*statement, body_, unit_)) {
        if (result_.empty() || result_.back().at != found->at)
          result_.push_back(std::move(*found));
      } else if (std::optional<BlockingSite> through = reached(*statement)) {
        result_.push_back(std::move(*through));
      }
    // Where the process is about to end there is nobody left to block; nor is there in a child.
    for (std::vector<BlockingSite> *list : {&result_, &open_})
      llvm::erase_if(*list, [&](const BlockingSite &site) {
        return endsProcessBehind(body_, *site.at) || isInForkedChild(body_, *site.at, unit_);
      });
    // Nor is there on a thread that isn't the loop's.
    for (BlockingSite &site : result_)
      if (!body_.isCoroutine() && isLeftToOtherThreads(body_, *site.at))
        site.confidence = Confidence::Low;
    return {std::move(result_), std::move(open_)};
  }

private:
  const Models &models() const { return unit_.models(); }

  // ---- Through ordinary functions
  // ----------------------------------------------------------------------------------

  std::optional<BlockingSite> reached(const Stmt &statement) {
    const FunctionDecl *callee = nullptr;
    if (const auto *call = dyn_cast<CallExpr>(&statement))
      callee = call->getDirectCallee();
    else if (const auto *construct = dyn_cast<CXXConstructExpr>(&statement))
      callee = construct->getConstructor();
    // What a callable does that somebody else passed in is for whoever passed it in to say.
    if (const auto *call = dyn_cast<CXXOperatorCallExpr>(&statement);
        call && call->getOperator() == OO_Call && call->getNumArgs() > 0)
      if (const ValueDecl *object = namedBy(*call->getArg(0));
          object && (isa<ParmVarDecl>(object) || isa<FieldDecl>(object)))
        return std::nullopt;
    if (!callee || callee->isNoReturn() || depth_ == MaxDepth)
      return std::nullopt;
    const FunctionDecl *definition = definitionOf(callee);
    if (!definition)
      return elsewhere(statement, *callee);
    if (isForeign(*definition))
      return std::nullopt;
    const Below &always = owner_.inFunction(*definition, depth_ + 1);
    const auto isNever = [&](const BlockingSite &site) {
      return isNeverReached(*site.at, unit_.body(*definition), argumentsOf(statement));
    };
    std::optional<Below> here;
    if ((always.site && isNever(*always.site)) || llvm::any_of(always.open, isNever)) {
      Found found = owner_.search(unit_.body(*definition), depth_ + 1);
      llvm::erase_if(found.sites, isNever);
      llvm::erase_if(found.open, isNever);
      here = surest(std::move(found));
    }
    const Below &inside = here ? *here : always;
    for (const BlockingSite &open : inside.open)
      note(below(open, statement, *definition));
    if (!inside.site || (waits(inside.site->kind) && isGivenAwaited(statement)))
      return std::nullopt;
    return below(*inside.site, statement, *definition);
  }

  static bool waits(BlockingKind kind) {
    return kind == BlockingKind::Wait || kind == BlockingKind::SyncWait;
  }

  /// `Reply reply = co_await ask();`: what is waited for below has come.
  static bool isGivenAwaited(const Stmt &statement) {
    return llvm::any_of(argumentsOf(statement), [](const Expr *argument) {
      return isa<CoawaitExpr>(argument->IgnoreUnlessSpelledInSource());
    });
  }

  /// The same as its caller sees it. What others wrote may block only when something is rare: its
  /// models say what counts.
  BlockingSite below(const BlockingSite &inside, const Stmt &statement,
                     const FunctionDecl &definition) const {
    BlockingSite result = inside;
    result.at = &statement;
    if (isOthers(definition.getLocation(), body_.context(), models().own()))
      result.confidence = Confidence::Low;
    result.path.insert(result.path.begin(),
                       {inside.at->getBeginLoc(), describe(definition), inside.at, &definition});
    return result;
  }

  void note(BlockingSite open) {
    if (llvm::none_of(open_,
                      [&](const BlockingSite &other) { return other.elsewhere == open.elsewhere; }))
      open_.push_back(std::move(open));
  }

  /// What another file says of a function that is only declared here.
  std::optional<BlockingSite> elsewhere(const Stmt &statement, const FunctionDecl &callee) {
    if (isLeftToOthers(callee))
      return std::nullopt;
    if (programOf(unit_) && programOf(unit_)->isNoting()) {
      BlockingSite open;
      open.at = &statement;
      open.elsewhere = questionAbout(FactKind::Blocks, callee, unit_);
      if (open.elsewhere)
        note(std::move(open));
      return std::nullopt;
    }
    const ProgramFact *fact = toldElsewhere(FactKind::Blocks, callee, unit_);
    if (!fact)
      return std::nullopt;
    BlockingSite result =
        siteAt(statement, static_cast<BlockingKind>(fact->claim - 1), fact->subject, fact->reason);
    result.confidence = fact->confidence;
    result.deadlocks = fact->deadlocks;
    for (const ProgramPlace &place : fact->places)
      result.path.push_back({placeIn(unit_, place), place.in});
    return result;
  }

  /// What a library does inside is described by its models, not by its code. What stands in the
  /// file itself is the user's, in whatever namespace it has to be.
  bool isForeign(const FunctionDecl &function) const {
    const SourceManager &sources = body_.context().getSourceManager();
    return sources.isInSystemHeader(function.getLocation()) ||
           (models().libraryOf(function) &&
            !sources.isInMainFile(sources.getExpansionLoc(function.getLocation()))) ||
           (isa<CoroutineBodyStmt>(function.getBody()) &&
            !runsInItsCaller(unit_.body(function), unit_)) ||
           isLeftToOthers(function);
  }

  /// What is run elsewhere, or by whoever awaits it.
  bool isLeftToOthers(const FunctionDecl &function) const {
    return models().offloader(function) || models().spawner(function) ||
           unit_.taskType(function.getReturnType()).isAwaitable();
  }

  Blocking &owner_;
  Unit &unit_;
  const Body &body_;
  unsigned depth_;
  std::vector<BlockingSite> result_;
  std::vector<BlockingSite> open_;
};

Blocking::Below Blocking::surest(Found found) {
  const auto first = std::max_element(found.sites.begin(), found.sites.end(),
                                      [](const BlockingSite &one, const BlockingSite &other) {
                                        return one.confidence < other.confidence;
                                      });
  Below below;
  if (first != found.sites.end())
    below.site = std::move(*first);
  below.open = std::move(found.open);
  return below;
}

const Blocking::Below &Blocking::inFunction(const FunctionDecl &function, unsigned depth) {
  // A function that is being searched calls itself: what it finds is told where it was entered.
  const auto [entry, isNew] = functions_.try_emplace(&function);
  if (isNew)
    entry->second = surest(search(unit_.body(function), depth));
  return entry->second;
}

Blocking::Found Blocking::search(const Body &body, unsigned depth) {
  return Search(*this, body, depth).all();
}

/// Whether a row of a hop counts for what blocks: to wait for a task takes a thread for which that
/// is allowed.
static bool frees(const HopRow &hop, const BlockingSite &site) {
  return site.kind != BlockingKind::SyncWait || hop.mayWait;
}

/// The last await before a statement, in a block around it, of what moves the coroutine to another
/// executor.
static bool isBehindOwnHop(const Body &body, const Stmt &statement, const BlockingSite &site,
                           const Models &models) {
  const SourceManager &sources = body.context().getSourceManager();
  for (const Stmt *other : body.statements()) {
    const Expr *operand = awaitOperand(*other);
    const auto *call = operand ? dyn_cast<CallExpr>(&stripped(*operand)) : nullptr;
    const Known<HopRow> hop =
        call && call->getDirectCallee() ? models.hop(*call->getDirectCallee()) : Known<HopRow>();
    if (!hop || !frees(*hop.row, site) ||
        !sources.isBeforeInTranslationUnit(other->getBeginLoc(), statement.getBeginLoc()))
      continue;
    const auto *block = body.enclosing<CompoundStmt>(*other);
    for (const Stmt *outer = body.parent(statement); outer; outer = body.parent(*outer))
      if (outer == block)
        return true;
  }
  return false;
}

/// Also of a coroutine lambda that is called and awaited where it stands: what the function around
/// it awaited before counts for it, too.
static bool isBehindHop(const Body &body, const Stmt &statement, const BlockingSite &site,
                        Unit &unit) {
  if (isBehindOwnHop(body, statement, site, unit.models()))
    return true;
  const auto *called = dyn_cast_or_null<CXXOperatorCallExpr>(userOfLambda(body));
  const auto *outer = called && called->getOperator() == OO_Call
                          ? dyn_cast<FunctionDecl>(
                                cast<CXXMethodDecl>(body.function()).getParent()->getDeclContext())
                          : nullptr;
  if (!outer)
    return false;
  const Body &around = unit.body(*outer);
  const Stmt *user = around.parent(*called);
  while (user && isa<Expr>(user) && !awaitOperand(*user))
    user = around.parent(*user);
  return user && isa<Expr>(user) && isBehindHop(around, *user, site, unit);
}

std::vector<BlockingSite> Blocking::in(const Body &body) {
  std::vector<BlockingSite> found = search(body, 0).sites;
  // A look at the disk is short: it is worth a word where the library has a form that suspends.
  for (BlockingSite &site : found)
    if (site.kind == BlockingKind::Disk && !replacement(body, site))
      site.confidence = Confidence::Low;
  llvm::erase_if(found, [&](const BlockingSite &call) {
    // A loop that spins is no work for a pool either.
    return !call.callee.empty() && isBehindHop(body, *call.at, call, unit_);
  });
  return found;
}

// ---- Tests
// ---------------------------------------------------------------------------------------------------------

bool isTestBody(const FunctionDecl &function, const Models &models) {
  const auto isEntry = [&](QualType type) {
    const CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
    return record && models.entryPoint(*record);
  };
  for (const DeclContext *context = &function; context; context = context->getParent()) {
    const auto *outer = dyn_cast<FunctionDecl>(context);
    if (!outer)
      continue;
    // The operator of a lambda stands where the lambda stands.
    const auto *method = dyn_cast<CXXMethodDecl>(outer);
    if ((!method || !method->getParent()->isLambda()) && outer->getLocation().isMacroID())
      return true;
    if (isEntry(outer->getReturnType()) ||
        llvm::any_of(outer->parameters(),
                     [&](const ParmVarDecl *parameter) { return isEntry(parameter->getType()); }))
      return true;
  }
  return false;
}

bool runsInItsCaller(const Body &body, Unit &unit) {
  return unit.taskType(body.function().getReturnType()).kind == TaskKind::Generator &&
         llvm::none_of(body.statements(), [](const Stmt *s) { return awaitOperand(*s); });
}

} // namespace corolint
