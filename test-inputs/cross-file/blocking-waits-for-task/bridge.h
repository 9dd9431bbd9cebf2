#pragma once
#include <cppcoro/task.hpp>
int answer_now();
cppcoro::task<int> answer();
