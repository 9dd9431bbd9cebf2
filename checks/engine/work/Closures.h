// What is gone of a lambda that was handed on when its coroutine, or the task that it returned,
// still uses it: its captures, what they refer to, what its caller gave it.
#pragma once
#include "checks/engine/work/Callable.h"
#include "checks/engine/work/LaterUse.h"
#include <optional>

namespace corolint {

/// `await_suspend` of an awaiter: it returns at once, and the coroutine goes on later.
bool isAwaitSuspend(const clang::FunctionDecl &function);

/// Something of a lambda that is used when it is gone.
struct GoneWithLambda {
  enum Kind {
    Captures,  ///< the closure with all that it holds
    Local,     ///< a local of the function around it that the coroutine captured by reference
    Continued, ///< the same of a lambda that is no coroutine, and is called later
    Handed,    ///< a capture that the lambda hands by reference to the task that it returns
    Parameter, ///< a reference parameter of the coroutine: its caller can't wait for it
  } kind = Captures;
  const clang::LambdaExpr *lambda = nullptr;
  const clang::VarDecl *variable = nullptr; ///< of all but Captures
  Fact<CallableUse> callee;                 ///< what the callee does with the lambda
  LaterUse later;
  clang::SourceLocation handed; ///< of Handed: where the lambda hands it on
  Confidence confidence = Confidence::High;
};

/// What is gone of the lambda that an argument of a call is; none where all is alive, or may be.
std::optional<GoneWithLambda> goneWithLambda(const Body &body, const clang::CallExpr &call,
                                             const clang::Expr &argument, Unit &unit);

/// The same of a lambda that a wrapper refers to, `then(lambda(f))`, or keeps in a thread.
std::optional<GoneWithLambda> goneWithLambda(const Body &body,
                                             const clang::CXXConstructExpr &construct, Unit &unit);

} // namespace corolint
