#pragma once
#include "task.h"
#include <string>
#include <system_error>
task<std::string> receive();
void log(const std::string &text);
struct peer {
  task<std::error_code> run();
  task<std::error_code> send(int message);
};
