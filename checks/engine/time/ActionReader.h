// How statements are read as actions, in three files: members and what they do to a state,
// functions that are no members, and what is taken out of an object or made by one.
#pragma once
#include "checks/engine/time/Action.h"

namespace corolint {

/// Reads the statements of one body.
class ActionReader {
public:
  /// Whether what is called is looked into.
  enum class Calls { Followed, AsTheyAre };

  ActionReader(const Body &body, Unit &unit, Calls calls = Calls::Followed)
      : body_(body), unit_(unit), calls_(calls) {}

  Action actionOf(const clang::Stmt &statement) const;
  /// What a member that is named for beginning or ending something does to a counter, besides.
  /// @param named what actionOf() says of the statement
  Action effectOf(const clang::Stmt &statement, const Action &named) const;
  /// `m[k] = x`, which erase(k) undoes.
  Action elementSet(const clang::Stmt &statement) const;

private:
  /// Whether the value of the expression is used by nobody: it is a statement, perhaps awaited.
  /// Notes where, and whether it is.
  bool isStatement(const clang::Expr &expression, Action &action) const;
  static bool endsByName(const clang::Expr &expression);
  /// The variable that the value initialises, after an await or at once.
  const clang::VarDecl *variableFor(const clang::Expr &value, Action &action) const;
  Action memoryBegin(const clang::CXXNewExpr &creation) const;
  /// `std::erase(active_, id)`.
  Action elementErased(const clang::CallExpr &call) const;
  Action freeFunction(const clang::CallExpr &call) const;
  static bool isStaticMember(const clang::CallExpr &call);
  /// `app::set_override(x)`, and `app::restore_override()` later.
  Action globalCall(const clang::CallExpr &call) const;
  /// A handle that one function gives and another takes back, as their names say: `x_open(&h)` and
  /// `x_close(h)`.
  Action namedCall(const clang::CallExpr &call) const;
  /// The variable of an argument `&h`, or `h` where it is given back.
  static const clang::VarDecl *handleGiven(const clang::Expr &argument, bool begins);
  /// A local that gives nothing back by itself: a pointer, a number, a struct of C's.
  bool isPlainHandle(const clang::VarDecl &variable) const;
  /// `co_await exec(db, "BEGIN")`.
  Action statementCall(const clang::CallExpr &call) const;
  static Action transaction(const clang::Expr &object, const clang::FunctionDecl &function,
                            llvm::StringRef verb, llvm::StringRef word, Action action);
  /// A handle that one function gives and another takes back, by a model.
  Action freeCall(const clang::CallExpr &call) const;
  Action exchanged(const clang::CallExpr &call) const;
  /// What is begun or ended by an expression whose value then says whether it was: `if
  /// (!set.insert(k).second)`, `if (busy.exchange(true))`, `if (++n > most)`.
  Action tested(const clang::Expr &expression) const;
  /// In the condition of an `if`.
  bool isInCondition(const clang::Expr &expression) const;
  /// A local of a class that an awaited function has made: `file f = co_await open_file(path)`.
  Action made(const clang::CallExpr &call) const;
  /// A local that a constructor makes of a class of which any must be ended: `std::thread
  /// worker(run);`.
  Action constructed(const clang::CXXConstructExpr &construct) const;
  /// Whether it is moved on, or a copy of a pointer made: whoever has it then may end it.
  bool isHandedOn(const clang::VarDecl &variable) const;
  /// What is taken out of an object into a plain variable, which can't give it back.
  Action handleBegin(const clang::CXXMemberCallExpr &call) const;
  /// A local of a plain type, or a reference of several, that was made by taking something out of
  /// an object. What has one owner may give itself back, or is gone with it.
  static bool isHandle(const clang::VarDecl &variable);
  /// `set_busy(true)`, and `set_busy(false)` again. The other way round is often progress, as it is
  /// with flags; but what was enabled is enabled again.
  static Action setter(const clang::CXXMemberCallExpr &call, const clang::CXXMethodDecl &method,
                       Action action);
  static bool isSetter(const clang::CXXMemberCallExpr &call, const clang::CXXMethodDecl &method);
  Action memberCall(const clang::CXXMemberCallExpr &call, Action action) const;
  /// What a member does to a counter or a container of its own object on each of its ways, or to a
  /// flag where that is all that it does.
  Action effect(const clang::CXXMemberCallExpr &call, const clang::CXXMethodDecl &method,
                Action action) const;
  /// The same of a call whose value is used: `if (!begin(k))`, `auto c = co_await take()`.
  Action effectOfUsed(const clang::CXXMemberCallExpr &call) const;

  const Body &body_;
  Unit &unit_;
  const Calls calls_;
};

/// What a library says of all objects of a class: they must be ended. Null where it says nothing.
const CleanupPairRow *cleanupOf(clang::QualType type, const Models &models);

/// The verb of a statement of SQL that begins or ends a transaction; its word in the text.
std::pair<llvm::StringRef, llvm::StringRef> transactionVerb(const clang::CallExpr &call);

/// Whether a model means a declaration of its library by a name.
bool isNamed(const clang::NamedDecl &declaration, llvm::StringRef name, const Library &library);

} // namespace corolint
