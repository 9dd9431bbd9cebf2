// The words by which code says that it begins something and that it ends it.
#pragma once
#include "checks/engine/code/Words.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint {

/// Verbs that undo each other, without what says that they are asynchronous. Strong ones leave
/// others waiting for ever; the others only count for objects that outlive the coroutine, or where
/// the end is awaited, which no destructor can do.
struct Verbs {
  llvm::StringLiteral begin, end;
  bool strong;
  llvm::StringLiteral left; ///< what is left behind without the end, over {}, the object
};

/// Of members that are called on one object.
llvm::ArrayRef<Verbs> pairVerbs();
/// Of what is taken out of an object and given back to it.
llvm::ArrayRef<Verbs> handleVerbs();
/// Of members that are about one element, the first argument.
llvm::ArrayRef<Verbs> elementVerbs();
/// Words in the names of functions that make what an awaited member of it ends.
llvm::ArrayRef<Verbs> makerVerbs();
/// Words in the names of free functions that give a handle and take it back.
llvm::ArrayRef<Verbs> functionVerbs();

/// The pair of two functions of one class or namespace that need no object, told by their names,
/// which are about the same: `set_override` and `restore_override`. Null where they are none.
const Verbs *pairOfGlobals(llvm::StringRef begin, llvm::StringRef end);

/// The verbs with which a name can begin such a pair, or end one.
bool mayBeginGlobally(llvm::StringRef name);
bool mayEndGlobally(llvm::StringRef name);

/// Whether a name says that something ends, `close`, `asyncShutdown`: nobody can act on it that the
/// end failed.
bool saysEnd(llvm::StringRef name);

/// Whether a name says that what others wait for has come about: `set`, `Signal`, `notify_all`.
bool saysThatItCame(llvm::StringRef name);

/// Whether a name says that something is given to whoever receives it, `send`, `async_push`.
bool saysSend(llvm::StringRef name);

/// What a member does: `co_lock`, `lock_async`, `asyncLock` and `coLock` all are `lock`.
std::string verbOf(llvm::StringRef name);

/// Whether what a member does is a verb: it begins with it, `beginUpdate`, or ends with its
/// participle, `updateBegun`.
bool isFormOf(llvm::StringRef member, llvm::StringRef verb);

/// The pair of members that two verbs are, also with the same rest: `beginUpdate` and `endUpdate`,
/// `updateBegun` and `updateEnded`.
/// Null where they don't belong together.
const Verbs *pairOfMembers(llvm::StringRef begin, llvm::StringRef end);

/// The pair of free functions that two names are: the same words, but for a pair of verbs and what
/// stands behind them (`x_prepare_v2` and `x_finalize`). Null where they don't belong together.
const Verbs *pairOfFunctions(llvm::StringRef begin, llvm::StringRef end);

} // namespace corolint
