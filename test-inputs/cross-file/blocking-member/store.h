#pragma once
#include <string>

namespace app {
class store {
public:
  explicit store(std::string path);
  std::string load() const;
  std::string name() const;

private:
  std::string path_;
};
} // namespace app
