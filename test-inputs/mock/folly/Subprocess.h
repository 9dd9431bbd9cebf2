#pragma once
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace folly {
class ProcessReturnCode {};
class Subprocess {
public:
  explicit Subprocess(const std::vector<std::string> &);
  ~Subprocess();
  ProcessReturnCode poll();
  ProcessReturnCode wait();
  ProcessReturnCode waitTimeout(std::chrono::milliseconds);
  void waitChecked();
  std::pair<std::string, std::string> communicate(std::string = std::string());
};
} // namespace folly
