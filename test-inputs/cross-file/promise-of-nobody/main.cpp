#include "probe.h"
#include <cppcoro/task.hpp>

cppcoro::task<int> number() { co_return 1; }
