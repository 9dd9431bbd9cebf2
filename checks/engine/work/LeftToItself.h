// Work that runs by itself and whose task is dropped: where that may be meant.
#pragma once
#include "checks/engine/code/Body.h"
#include "checks/engine/things/Task.h"

namespace corolint {

class Unit;

/// Whether work that runs by itself is left alone on purpose: it is seen to handle its own errors,
/// or the code says so.
bool isLeftOnPurpose(const clang::Expr &made, const TaskType &task, Unit &unit);

/// A test starts work and leaves it to itself on purpose, to see what becomes of it, or asks in
/// another way.
bool isStartedByTest(const TaskType &task, Unit &unit);

/// Whether dropping it may be meant, as far as its type and its place say. `[this] { save(); }` of
/// a button: the work runs on by itself, nothing here could wait for it, and its type lets it be
/// dropped; all that could be lost is an error, and none is seen to leave. `[] -> work {...}();`:
/// whoever writes the coroutine at the place where it is left alone means that.
bool mayBeLeftToItself(const clang::Expr &made, const TaskType &task, const Body &body, Unit &unit);

} // namespace corolint
