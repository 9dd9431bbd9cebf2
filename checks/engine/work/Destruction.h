// What the destructor of a class does about work that its objects have started.
#pragma once
#include "checks/engine/code/Body.h"
#include <optional>

namespace corolint {

class Unit;

/// A destructor that tells work to stop, and doesn't wait until it has: `~client() {
/// socket_.close(); }`. What is told goes on once more, when the object is gone.
struct UnwaitedStop {
  const clang::CXXDestructorDecl *destructor = nullptr;
  const clang::Stmt *at = nullptr;         ///< the call or the write
  const clang::FieldDecl *field = nullptr; ///< what is closed, or set
  bool isFlag = false;                     ///< a bool that is set: whoever looks at it stops
};

/// Whether a class has a destructor that somebody wrote.
bool hasOwnDestructor(const clang::CXXRecordDecl &record);

/// None where the destructor can't be seen or may wait, or where a member ends the work with the
/// object: a thread, an executor, a scope or a task.
std::optional<UnwaitedStop> stopsWithoutWaiting(const clang::CXXRecordDecl &record, Unit &unit);

/// Whether a coroutine is given something that tells it whether its object is still there: a weak
/// reference, a token, a flag that both share.
bool isToldOfEnd(const Body &coroutine, Unit &unit);

} // namespace corolint
