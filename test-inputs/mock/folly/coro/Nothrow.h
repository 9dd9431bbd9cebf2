#pragma once
#include <folly/coro/ViaIfAsync.h>
