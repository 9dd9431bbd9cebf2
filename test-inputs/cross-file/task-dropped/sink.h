#pragma once
#include "task.h"
task<int> request(int n);
void ignore(task<int> work);
void keep(task<int> work);
