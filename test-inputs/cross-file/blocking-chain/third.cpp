#include "chain.h"
#include <chrono>
#include <thread>

void third() { std::this_thread::sleep_for(std::chrono::seconds(1)); }
