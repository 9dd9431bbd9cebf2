#pragma once
#include "task.h"
task<int> request(int n);
task<int> cached(int n);
task<int> cached_twice(int n);
task<int> asked(int n);
