#pragma once
#include "task.h"
#include <string>
task<int> request(std::string url);
job<int> measured(const std::string &url);
job<int> copied(const std::string &url);
job<int> unused(const std::string &url);
task<int> lazily(const std::string &url);
task<int> lazily_unused(const std::string &url);
std::string name(int n);
