#include "checks/engine/errors/FilledErrors.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

using namespace clang;

/// The name of the variable that a completion token fills: `redirect_error(token, ec)`.
static const DeclRefExpr *outArgument(const Stmt &statement, Unit &unit) {
  const auto *call = dyn_cast<CallExpr>(&statement);
  const auto row = call && call->getDirectCallee()
                       ? unit.models().errorValueAwait(*call->getDirectCallee())
                       : Known<ErrorAwaitRow>();
  if (!row || !row->outArgument || *row->outArgument >= static_cast<int>(call->getNumArgs()))
    return nullptr;
  return dyn_cast<DeclRefExpr>(call->getArg(*row->outArgument)->IgnoreUnlessSpelledInSource());
}

FilledErrors::FilledErrors(const Body &body, Unit &unit) : body_(body) {
  for (const Stmt *statement : body.statements())
    if (const DeclRefExpr *argument = outArgument(*statement, unit)) {
      fills_.insert(argument);
      for (const Stmt *s = argument; s; s = body.parent(*s))
        if (const auto *await = dyn_cast<CoawaitExpr>(s))
          filledBy_[await] = argument;
    }
}

const VarDecl *FilledErrors::variableOf(const CoawaitExpr &await) const {
  const DeclRefExpr *filled = filledBy_.lookup(&await);
  const auto *variable = filled ? dyn_cast<VarDecl>(filled->getDecl()) : nullptr;
  return variable && variable->hasLocalStorage() && !variable->getType()->isReferenceType() &&
                 !body_.isCaptured(*variable)
             ? variable
             : nullptr;
}

bool FilledErrors::isNeverRead(const VarDecl &variable) const {
  return llvm::all_of(body_.uses(variable),
                      [&](const DeclRefExpr *use) { return fills_.contains(use); });
}

const DeclRefExpr *FilledErrors::overwritten(const CoawaitExpr &await) const {
  const DeclRefExpr *filled = filledBy_.lookup(&await);
  const VarDecl *variable = variableOf(await);
  if (!variable)
    return nullptr;
  const auto uses = body_.uses(*variable);
  const auto *next = llvm::find(uses, filled);
  if (next == uses.end() || ++next == uses.end() || !fills_.contains(*next))
    return nullptr;
  const Stmt *here = statementAround(body_, await), *there = statementAround(body_, **next);
  return here != there && body_.parent(*here) == body_.parent(*there) ? *next : nullptr;
}

bool FilledErrors::isReadNowhereFrom(const CoawaitExpr &await) {
  const VarDecl *variable = variableOf(await);
  if (!variable)
    return false;
  if (!paths_)
    paths_.emplace(body_);
  const auto isFilled = [&](const Stmt &statement) {
    const auto *use = dyn_cast<DeclRefExpr>(&statement);
    return use && fills_.contains(use);
  };
  return paths_->exist() && llvm::none_of(body_.uses(*variable), [&](const DeclRefExpr *use) {
           return !fills_.contains(use) && paths_->lead(await, *use, isFilled);
         });
}

} // namespace corolint
