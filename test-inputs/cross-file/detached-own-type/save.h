#pragma once
#include "task.h"
#include <stdexcept>
void log_failure(std::exception_ptr error);
task<void> write(int row);
task<void> save(int row);
task<void> save_or_throw(int row);
