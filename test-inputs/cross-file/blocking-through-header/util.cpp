#include "util.h"
#include <chrono>
#include <thread>

static int waited;
void wait_for_disk() { std::this_thread::sleep_for(std::chrono::seconds(1)); }
void wait_for_nothing() { ++waited; }
