#include "store.h"
#include <chrono>
#include <thread>

namespace {
class disk_store final : public store {
public:
  void save(int n) override { std::this_thread::sleep_for(std::chrono::seconds(n)); }
  void load(int) override {}
  void drop(int n) override { std::this_thread::sleep_for(std::chrono::seconds(n)); }
};
} // namespace
store *make_disk_store() { return new disk_store; }
