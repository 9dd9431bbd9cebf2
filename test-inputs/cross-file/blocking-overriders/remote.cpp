#include "store.h"
#include <chrono>
#include <thread>

void settle() { std::this_thread::sleep_for(std::chrono::seconds(1)); }
void remote_store::save(int) { settle(); }
void remote_store::load(int) { settle(); }
void remote_store::sync(int n) { std::this_thread::sleep_for(std::chrono::seconds(n)); }
void store::sync(int) {}
