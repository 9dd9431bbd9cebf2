// What a coroutine ends that whoever starts it has begun: `busy_ = true; spawn(run());`, and `busy_
// = false;` at the end of `run`.
#pragma once
#include "checks/engine/time/Action.h"
#include <optional>

namespace corolint {

/// Of a flag that a coroutine clears: the statement that sets it, in front of each call of the
/// coroutine that the translation unit has, or of the lambda that it is. None where one of those
/// functions clears it, too: then it may be that which a failure comes to.
std::optional<Action> begunByStarter(const Body &coroutine, const Action &end, Unit &unit);

} // namespace corolint
