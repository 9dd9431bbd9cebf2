// What a coroutine refers to without owning it, and how long that lives: what a call binds to
// reference, view and pointer parameters and to the members of what it is given, the closure and
// the object that it is called on.
#pragma once
#include "checks/engine/code/Body.h"
#include "checks/engine/values/Owner.h"

namespace corolint {

class Unit;

/// How long something lives that a task refers to.
enum class Lifetime {
  Temporary, ///< to the end of the full expression
  Local,     ///< to the end of a local's scope
  Longer,    ///< longer than can be told, or not known
};

/// Something that a coroutine refers to without owning it.
struct Referent {
  enum Kind {
    Parameter,
    Captures,
    Captured,
    This
  } kind = Parameter; ///< Captures: the closure; Captured: what it holds by reference
  Lifetime lifetime = Lifetime::Longer;
  const clang::Expr *expression = nullptr;       ///< the argument, the closure, the object
  const clang::ParmVarDecl *parameter = nullptr; ///< of Parameter
  const clang::VarDecl *local = nullptr;         ///< of Lifetime::Local, and of Captured
  const clang::VarDecl *capture = nullptr; ///< what a lambda captured and its own body names: lives
                                           ///< in the closure, or outside of it
  const clang::ParmVarDecl *lent =
      nullptr; ///< of Lifetime::Longer: the parameter of the calling function by which its own
               ///< caller shows the content, of a string, say, that it has
  bool viewed = false; ///< by a view that a model knows, which is made for later use
};

/// What the coroutine that a call calls refers to: by reference, view and pointer parameters; by
/// such members of an aggregate; a closure's captures; `this`.
llvm::SmallVector<Referent, 4> referentsOf(const clang::CallExpr &call, Unit &unit);

/// How long the object that an expression names lives, as seen from the body that names it.
Referent lifetimeOf(const clang::Expr &expression);

/// What a value of this type that is made of the expression refers to: the variable of a reference,
/// the owner behind a view or a pointer. Lives longer than can be told where the type owns what it
/// gives.
Referent referentOfValue(const clang::Expr &expression, clang::QualType type, Unit &unit);

/// What the reference, view and pointer members of a value that is made in place are bound to:
/// `context{name, buffer}`, `reader(buffer)` whose constructor can be seen.
llvm::SmallVector<const clang::Expr *, 2> boundByMembers(const clang::Expr &made, Unit &unit);

/// Without parentheses, implicit casts, std::move and std::forward; clang's own function also
/// passes through the temporaries that matter for lifetimes.
const clang::Expr *withoutMove(const clang::Expr *expression);

/// The parameter of the body's own function that an expression names, moved or not: what it is, the
/// caller says. Null for any other expression.
const clang::ParmVarDecl *givenToBody(const Body &body, const clang::Expr &expression);

/// The call parameter that an argument goes to: shifted by one for the operators of a class. Null
/// for the object, and behind the last parameter.
const clang::ParmVarDecl *parameterFor(const clang::CallExpr &call, unsigned argument,
                                       const clang::FunctionDecl &callee);

/// The object that a member is called on by an implicit object parameter; null where there is none.
const clang::Expr *implicitObjectOf(const clang::CallExpr &call);

/// Whether a member is called on this object.
bool isOnThis(const clang::CallExpr &call);

} // namespace corolint
