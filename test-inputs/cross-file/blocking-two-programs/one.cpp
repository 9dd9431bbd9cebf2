#include "helper.h"
#include <chrono>
#include <thread>

void settle() { std::this_thread::sleep_for(std::chrono::seconds(1)); }
