#include "tree.h"
#include <chrono>
#include <thread>

void pong(int n) {
  if (n > 0)
    ping(n - 1);
  std::this_thread::sleep_for(std::chrono::seconds(n));
}
void odd(int n) {
  if (n > 0)
    even(n - 1);
}
