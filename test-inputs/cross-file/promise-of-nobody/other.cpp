#include "probe.h"
#include <cppcoro/task.hpp>

cppcoro::task<int> number();
cppcoro::task<int> twice() { co_return 2 * co_await number(); }
