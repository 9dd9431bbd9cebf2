#pragma once
#include "task.h"
#include <string>
task<std::string> download(int item);
void log(const std::string &text);
struct updater {
  task<bool> update(int item);
  task<bool> told(int item);
  task<bool> next();
};
