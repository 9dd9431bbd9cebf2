#pragma once
#include "task.h"
#include <string>
task<int> request(std::string url);
class session {
public:
  explicit session(std::string url);
  job<int> uses();
  job<int> forgets();

private:
  std::string url_;
};
