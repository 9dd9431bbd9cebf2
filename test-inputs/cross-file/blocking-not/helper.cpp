#include "helper.h"
#include <chrono>
#include <thread>

int settle(int n) { return n + 1; }
void later() {
  std::thread([] { std::this_thread::sleep_for(std::chrono::seconds(1)); }).detach();
}
