#include "loop.h"
#include <cppcoro/sync_wait.hpp>

void loop::finish(cppcoro::task<> work) { cppcoro::sync_wait(std::move(work)); }
void loop::adopt(cppcoro::task<> work) { all_.push_back(std::move(work)); }
