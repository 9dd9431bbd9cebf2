#include "checks/engine/time/Cleanup.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Verbs.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/ClosesItself.h"
#include "checks/engine/time/Element.h"
#include "checks/engine/time/StateAction.h"
#include "checks/engine/time/Suspension.h"
#include "clang/AST/ASTContext.h"

namespace corolint {

using namespace clang;

/// Whether an object belongs to this coroutine alone: nobody else can join what was started in it.
static bool isOwnLocal(const Expr &object) {
  const VarDecl *variable = variableNamed(object);
  return variable && variable->hasLocalStorage() && !isa<ParmVarDecl>(variable) &&
         !variable->getType()->isReferenceType() && !variable->getType()->isPointerType();
}

/// A local whose destructor may do what the end does: `~transaction() { if (open_) rollback(); }`.
static bool endsWithItsScope(const Expr &object) {
  // Its own class, not the base that the member is of.
  const auto *record =
      isOwnLocal(object) ? variableNamed(object)->getType()->getAsCXXRecordDecl() : nullptr;
  return record && closesItself(*record);
}

/// The verbs of a pair; null where they don't belong together, or a model alone says so.
static const Verbs *pairOf(const Action &begin, const Action &end) {
  if (begin.kind == Action::Memory)
    return pairOfFunctions(begin.function->getName(), end.function->getName());
  if (begin.kind == Action::Call && !begin.key)
    return pairOfMembers(begin.verb, end.verb);
  const llvm::ArrayRef<Verbs> table = begin.kind == Action::Made     ? makerVerbs()
                                      : begin.kind == Action::Handle ? handleVerbs()
                                                                     : elementVerbs();
  const auto *found = llvm::find_if(table, [&](const Verbs &pair) {
    return end.verb == pair.end &&
           (begin.kind == Action::Made ? hasWord(begin.function->getName(), pair.begin)
                                       : begin.verb == pair.begin);
  });
  return found == table.end() ? nullptr : found;
}

/// Whether two functions of one class or namespace are a pair, and are called with the same.
static bool undoesGlobally(const Action &end, const Action &begin) {
  const auto place = [](const Action &action) {
    return action.function->getDeclContext()->getRedeclContext()->getPrimaryContext();
  };
  if (place(begin) != place(end) ||
      !pairOfGlobals(begin.function->getName(), end.function->getName()))
    return false;
  for (unsigned i = 0; i < std::min(begin.call->getNumArgs(), end.call->getNumArgs()); ++i)
    if (!sameValue(*begin.call->getArg(i), *end.call->getArg(i)))
      return false;
  return true;
}

bool undoes(const Action &end, const Action &begin, Unit &unit) {
  if (begin.kind == Action::Made)
    return begin.begins && end.ends && end.kind == Action::Call && (end.awaited || begin.row) &&
           end.arguments == 0 && namedBy(*end.object) == begin.variable &&
           (begin.row ? llvm::is_contained(begin.row->end, end.name())
                      : pairOf(begin, end) != nullptr);
  if (!begin.begins || !end.ends)
    return false;
  if (begin.kind == Action::Global && end.kind == Action::Global)
    return undoesGlobally(end, begin);
  // `++open_`, and a member that counts it down.
  if (begin.kind != end.kind)
    return counts(begin) && counts(end) && begin.sets != end.sets && changesTheSame(begin, end);
  if (begin.kind == Action::Memory)
    return begin.variable == end.variable &&
           (!(begin.byName || end.byName) ||
            (begin.function && end.function && pairOf(begin, end)));
  if (!sameObject(*begin.object, *end.object))
    return false;
  switch (begin.kind) {
  case Action::Handle:
    return begin.variable == end.variable && pairOf(begin, end);
  case Action::Value:
    if (end.empties)
      return !begin.empties && !begin.saved && canBeEmpty(*begin.object);
    return begin.saved ? begin.saved == end.saved
                       : end.saved->getLocation() < begin.at->getBeginLoc();
  case Action::Setter:
    return begin.function == end.function && begin.sets != end.sets &&
           begin.at->getBeginLoc() < end.at->getBeginLoc();
  case Action::Effect:
    return begin.field == end.field && begin.sets != end.sets &&
           (begin.key ? end.key && sameValue(*begin.key, *end.key) : !end.key);
  case Action::Call:
    break;
  default:
    return true;
  }
  if (begin.key || end.key)
    return begin.key && end.key && pairOf(begin, end) && sameValue(*begin.key, *end.key);
  for (const Library *library : unit.models().libraries())
    for (const CleanupPairRow &row : library->cleanupPairs)
      if (beginsPair(*begin.function, row, *library) && endsPair(*end.function, row, *library))
        return !unit.models().spawner(*begin.function) || isOwnLocal(*begin.object);
  const Verbs *pair = pairOf(begin, end);
  return pair && (pair->strong || end.awaited || outlivesCoroutine(*end.object)) &&
         !endsWithItsScope(*begin.object);
}

bool endsWhatGoesOn(const Action &begin, const Action &end) {
  const Verbs *pair = pairOf(begin, end);
  return pair && llvm::StringRef(pair->left).ends_with("never ends");
}

std::string leftBehind(const Action &begin, const Action &end, llvm::StringRef object) {
  const Verbs *pair = pairOf(begin, end);
  // Of the pairs that only a model knows.
  llvm::StringRef left = llvm::StringRef(begin.verb).starts_with("lock") ? "{} stays locked"
                         : begin.verb == "add" || begin.verb.find("spawn") != std::string::npos
                             ? "{} is destroyed with work in it"
                             : "{} is never given back";
  if (begin.row)
    left = end.awaited ? "{} stays open" : "{} is destroyed without it";
  if (pair)
    left = pair->left;
  const auto [before, after] = left.split("{}");
  return (before + object + after).str();
}

} // namespace corolint
