#include "sink.h"
#include <chrono>
#include <thread>

void sink::send(int n) { std::this_thread::sleep_for(std::chrono::seconds(n)); }
