#include "bridge.h"

cppcoro::task<int> answer() { co_return 42; }
