// What one expression does to the error that a handler or a callback has: uses it, tells of it,
// leaves with it.
#pragma once
#include "checks/engine/errors/Handled.h"

namespace corolint {

/// How an expression or statement deals with the error; the more it does, the greater.
enum class Effect {
  None,   ///< nothing, or a line in a log that is always the same
  Reacts, ///< something that doesn't look at the error
  Keeps,  ///< writes what others look at
  Uses,   ///< looks at the error, hands it on, or stores it
};

struct ErrorUse {
  Effect effect = Effect::None;
  bool leaves = false;              ///< control doesn't go on behind it
  bool stored = false;              ///< the error itself is kept in a variable
  ErrorEnd end = ErrorEnd::Dropped; ///< where it leaves
  const clang::Stmt *at = nullptr;

  void add(Effect more) { effect = std::max(effect, more); }
  void leave(ErrorEnd how, const clang::Stmt *where) {
    leaves = true;
    end = how;
    at = where;
  }
};

/// The error that is followed.
struct Followed {
  const clang::VarDecl *variable = nullptr; ///< null: it has no name
  bool current = false; ///< it is the exception at hand, too: any function may ask for it
};

/// Follows an error through expressions of one body.
class ErrorScan {
public:
  ErrorScan(const Body &body, Followed error, Unit &unit, unsigned depth)
      : body_(body), error_(error), unit_(unit), depth_(depth) {}

  ErrorUse of(const clang::Stmt *statement) {
    ErrorUse use;
    look(statement, use);
    return use;
  }

  /// Whether the expression is the name of the error.
  bool namesError(const clang::Expr &expression) const;

private:
  void look(const clang::Stmt *statement, ErrorUse &use);
  void lookAtEither(const clang::Expr *one, const clang::Expr *other, ErrorUse &use);
  void lookAtLogical(const clang::BinaryOperator &both, ErrorUse &use);
  void lookAtChoice(const clang::ConditionalOperator &choice, ErrorUse &use);
  void lookAtThrow(const clang::CXXThrowExpr &thrown, ErrorUse &use);
  void lookAtLambda(const clang::LambdaExpr &lambda, ErrorUse &use, bool calledHere);
  void lookInside(const clang::Stmt *statement, ErrorUse &use);
  void lookAtWrite(const clang::Expr &target, const clang::Expr *value, const clang::Expr &write,
                   ErrorUse &use);
  void lookAtCall(const clang::CallExpr &call, ErrorUse &use);
  ErrorUse lookAtOperands(const clang::CallExpr &call);
  bool forgetsError(const clang::CallExpr &call) const;
  Effect ownEffect(const clang::CallExpr &call, Effect ofArguments);
  Effect effectInside(const clang::FunctionDecl &definition);

  const Body &body_;
  const Followed error_;
  Unit &unit_;
  const unsigned depth_; ///< how many functions deep it still looks
};

} // namespace corolint
