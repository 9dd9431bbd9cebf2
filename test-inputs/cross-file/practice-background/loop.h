// A function that seems to take its work along and to leave it alone. That it waits only another
// library shows, and every caller counts on it.
#pragma once
#include "task.h"
#include <string>

void perform(task<> work);
task<> load(const std::string &name);
