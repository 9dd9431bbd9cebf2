#include "loop.h"

void loop::pass_on(cppcoro::task<> work) { finish(std::move(work)); }
