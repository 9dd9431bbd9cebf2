#include "wait.h"
#include <chrono>
#include <thread>

namespace timing {
static double last;
void pause(int seconds) { std::this_thread::sleep_for(std::chrono::seconds(seconds)); }
void pause(double share) { last = share; }
} // namespace timing
