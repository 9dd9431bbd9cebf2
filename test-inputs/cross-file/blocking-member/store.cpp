#include "store.h"
#include <fstream>
#include <iterator>

namespace app {
store::store(std::string path) : path_(std::move(path)) {}
std::string store::load() const {
  std::ifstream file(path_);
  return std::string(std::istreambuf_iterator<char>(file), {});
}
std::string store::name() const { return path_; }
} // namespace app
