// Statements that begin something and statements that end it again: locks, handles, transactions,
// flags, counters, saved values, memory.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

struct CleanupPairRow;
struct Library;
class Unit;

/// A statement that begins or ends something.
struct Action {
  enum Kind {
    Call,   ///< of a member: `m.lock()`
    Handle, ///< what a member gives and another takes back: `c = co_await pool.acquire()`,
            ///< `pool.release(c)`
    Made,   ///< what an awaited function makes and an awaited member of it ends: `f = co_await
            ///< open_file()`, `co_await f.close()`
    Flag,   ///< true, and false again
    State,  ///< a state with which whoever comes next turns back, and another again
    Setter, ///< the same by a member: `set_busy(true)`, `set_busy(false)`
    Count,  ///< up, and down again; or down, and up again
    Effect, ///< what a member's body does to a counter, a flag or a container: `take()`, `give()`
    Value,  ///< overwritten, and put back from a local, or emptied again
    Memory, ///< `new` and `delete`, and handles of free functions
    Global, ///< of what has no object: `app::set_override(x)`, `app::restore_override()`
  } kind = Call;
  const clang::Stmt *at = nullptr;     ///< where the graph does it: the await of an awaited call
  const clang::Expr *object = nullptr; ///< what it is done to; null of Memory and Global
  const clang::VarDecl *variable = nullptr; ///< of Memory, Handle and Made: what holds it
  const clang::VarDecl *saved = nullptr;    ///< of Value: the local that keeps the old value; null
                                            ///< where it begins by an assignment
  const clang::EnumConstantDecl *state = nullptr; ///< of a State: what it is set to
  const clang::Expr *key = nullptr; ///< of a Call or an Effect that is about one element
  bool sets = false; ///< of a Setter: to what; of a Count or an Effect: up, to true, or in
  const clang::FieldDecl *field = nullptr; ///< of an Effect: what its body counts, sets or fills
  bool isFlag = false;                     ///< of an Effect: it sets a flag
  const clang::FunctionDecl *function = nullptr;
  const clang::CallExpr *call = nullptr; ///< of Global
  std::string verb;
  llvm::StringRef statement; ///< of a Call that is given a statement of SQL: its first word
  bool begins = false, ends = false;
  bool awaited = false;
  bool tested = false;  ///< its value says whether it began: `if (!set.insert(k).second)`
  bool empties = false; ///< of Value: nothing is left in it, `x = nullptr`, `x.reset()`
  bool byName = false;  ///< of Memory: only the names of the functions tell
  const CleanupPairRow *row = nullptr; ///< of Made: what says that such objects must be ended
  unsigned arguments = 0;              ///< of a Call, as written

  /// What does it, as messages name it; empty where that is no call.
  llvm::StringRef name() const;
};

/// All of a body, in the order of the text.
llvm::SmallVector<Action, 8> actionsOf(const Body &body, Unit &unit);

/// Whether an action counts something up or down.
bool counts(const Action &action);

/// Whether two actions count one counter, or set one flag, by themselves or in a member's body.
bool changesTheSame(const Action &one, const Action &other);

/// Whether a function begins a pair of a library, or ends it.
bool beginsPair(const clang::FunctionDecl &function, const CleanupPairRow &row,
                const Library &library);
bool endsPair(const clang::FunctionDecl &function, const CleanupPairRow &row,
              const Library &library);

} // namespace corolint
