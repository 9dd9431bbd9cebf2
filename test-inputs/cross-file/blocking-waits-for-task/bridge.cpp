#include "bridge.h"
#include <cppcoro/sync_wait.hpp>

int answer_now() { return cppcoro::sync_wait(answer()); }
