#include "checks/engine/work/Closing.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/CallSites.h"
#include "checks/engine/things/Indirection.h"
#include "checks/engine/things/Task.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

namespace corolint {

using namespace clang;

/// The class of what a member is or points to, if it can be closed and asked whether it is open.
static const CXXRecordDecl *closableOf(const ValueDecl &member) {
  const CXXRecordDecl *record = heldRecord(member.getType());
  return record && findMember(*record, "close") && findMember(*record, "is_open") ? record
                                                                                  : nullptr;
}

namespace {
/// A member that can be closed, and the call that does something with it.
struct Waited {
  const FieldDecl *member = nullptr;
  const CallExpr *call = nullptr;
};
} // namespace

/// Members that an operand names and that can be closed: `acceptor_.async_accept(token)`,
/// `async_read(*socket_, buffer, token)`; not those of another await in it.
static void collectClosable(const Stmt &statement, const CallExpr *call,
                            llvm::SmallVectorImpl<Waited> &found) {
  if (isa<LambdaExpr, CoawaitExpr>(statement))
    return;
  if (const auto *inner = dyn_cast<CallExpr>(&statement); inner && !isa<CXXOperatorCallExpr>(inner))
    call = inner;
  if (const auto *member = dyn_cast<MemberExpr>(&statement); member && call)
    if (const auto *field = dyn_cast<FieldDecl>(member->getMemberDecl());
        field && closableOf(*field))
      found.push_back({field, call});
  for (const Stmt *child : statement.children())
    if (child)
      collectClosable(*child, call, found);
}

/// Whether a call is about the object: it is called on it, or given it.
static bool isAbout(const CallExpr &call, const FieldDecl &object) {
  const auto names = [&](const Expr *expression) {
    const ValueDecl *named = expression ? namedBy(*expression) : nullptr;
    return named && named->getLocation() == object.getLocation();
  };
  return names(objectOf(call)) || llvm::any_of(call.arguments(), names);
}

static bool opens(const CallExpr &call) {
  return says(Meaning::Opens, calledBy(call).getAsString());
}

/// Whether the body itself closes the object, or opens it again, or puts another one in its place.
static bool tendsTo(const Body &body, const FieldDecl &object) {
  return llvm::any_of(body.statements(), [&](const Stmt *statement) {
    const auto *call = dyn_cast<CallExpr>(statement);
    if (!call)
      return false;
    const auto *operation = dyn_cast<CXXOperatorCallExpr>(call);
    return ((operation && operation->isAssignmentOp()) || opens(*call)) && isAbout(*call, object);
  });
}

/// `context.stop()`: nobody runs what waits.
static bool stopsTheRest(const Body &body) {
  return llvm::any_of(body.statements(), [](const Stmt *statement) {
    const auto *call = dyn_cast<CXXMemberCallExpr>(statement);
    const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
    return method && method->getDeclName().isIdentifier() && method->getName() == "stop" &&
           findMember(*method->getParent(), "run");
  });
}

/// The members of a class called `close`, its bases' too.
static llvm::SmallVector<const FunctionDecl *, 4> closersOf(const CXXRecordDecl &record) {
  llvm::SmallVector<const FunctionDecl *, 4> closers;
  for (const NamedDecl *member : findMembers(record, "close"))
    if (const auto *function = dyn_cast<FunctionDecl>(member))
      closers.push_back(function);
  return closers;
}

Closing closingOf(const Expr &operand, const Body &body, Unit &unit) {
  llvm::SmallVector<Waited, 2> waited;
  collectClosable(operand, nullptr, waited);
  for (const auto &[member, call] : waited) {
    if (tendsTo(body, *member))
      continue;
    for (const FunctionDecl *closer : closersOf(*closableOf(*member)))
      for (const CallSites::Site &site : unit.kept<CallSites>().of(*closer, unit)) {
        const bool isOther = site.in->getLocation() != body.function().getLocation() &&
                             !isa<CXXDestructorDecl>(site.in);
        if (isOther && isAbout(*site.call, *member) && !stopsTheRest(unit.body(*site.in)))
          return {member, site.call, calledBy(*call).getAsString()};
      }
  }
  return {};
}

} // namespace corolint
