// Nobody needs to know whether a listener was told: all of the program sees it so.
#pragma once
#include "task.h"
#include <system_error>

task<std::error_code> announce(int event);
task<std::error_code> save(int event);
