// Work that keeps open what somebody closes and waits for: `gate::holder held(gate_);`, where
// closing the gate gives a task that ends when the last holder has.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

class Unit;

/// Whether a local of the coroutine is made of, or given by, an object whose end can be awaited,
/// and tells that object when it is destroyed: whoever ends it waits for the coroutine.
bool keepsScopeOpen(const Body &coroutine, Unit &unit);

} // namespace corolint
