#include "helper.h"
#include <chrono>
#include <thread>

namespace hidden {
namespace {
void settle() { std::this_thread::sleep_for(std::chrono::seconds(1)); }
} // namespace
} // namespace hidden
void other() { hidden::settle(); }
