#include "probe.h"
#include <cppcoro/task.hpp>

cppcoro::task<int> number() { co_return 1; }

template <class T> cppcoro::task<int> number_of(T &all) { co_return static_cast<int>(all.size()); }
