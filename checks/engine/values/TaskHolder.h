// A local that holds a task inside of its value: an optional, a smart pointer, a pair, an array, a
// container, a plain struct. Whether anything takes the task out of it again.
#pragma once
#include "checks/engine/code/Body.h"
#include <optional>

namespace corolint {

class Unit;
struct TaskType;

struct TaskHolder {
  const clang::VarDecl *variable = nullptr;
  std::optional<unsigned> part; ///< the field or element that holds the task, where the class has a
                                ///< fixed number of them
  bool filled = false;          ///< put into it by a call or an assignment, not by its initialiser
};

/// The local that a task goes into, given the outermost expression that still is the task; none
/// where it goes elsewhere, or where the local is a task itself.
std::optional<TaskHolder> holderOf(const Body &body, const clang::Expr &task, Unit &unit);

/// How many tasks a value of this type holds: 2 stands for any number.
unsigned tasksIn(clang::QualType type, Unit &unit);

/// The first kind of task that a value of this type holds, or null.
const TaskType *taskIn(clang::QualType type, Unit &unit);

/// Whether some use of the local may take out the task, or take the holder as a whole: anything but
/// filling it, asking for its size or state, and naming its other parts.
bool isTakenOut(const Body &body, const TaskHolder &holder, Unit &unit);

/// The uses that may do so.
llvm::SmallVector<const clang::DeclRefExpr *, 4> takersOf(const Body &body,
                                                          const TaskHolder &holder, Unit &unit);

/// The call that fills a container of tasks where none of this body gives one of them: an algorithm
/// with an inserter, `std::transform(b, e, std::back_inserter(v), f)`, or one that gives the whole.
/// Null where there is none.
const clang::CallExpr *unseenMaker(const Body &body, const clang::VarDecl &container);

/// The same for the name that a structured binding gives a task.
bool isTakenOut(const Body &body, const clang::BindingDecl &binding, Unit &unit);

/// Which element `std::get<I>(t)` gives; none of other calls.
std::optional<unsigned> elementOf(const clang::CallExpr &call);

} // namespace corolint
