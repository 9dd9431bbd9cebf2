// What a function does depends on a parameter, and the coroutine gives a constant.
#include "task.h"
#include <chrono>
#include <fstream>
#include <future>
#include <string>
#include <thread>

using namespace std::chrono_literals;
task<int> fetch();
enum class mode { poll, wait };

static bool wait_if(bool block) {
  if (block)
    std::this_thread::sleep_for(1s);
  return block;
}
static bool by_default(std::future<int> &work, bool block = false) {
  if (!block)
    return false;
  work.get();
  return true;
}
static int of_mode(std::future<int> &work, mode how, int size) {
  return size > 0 && how == mode::wait ? work.get() : 0;
}
static void either(bool quick) {
  if (quick)
    return;
  else
    std::this_thread::sleep_for(1s);
}
// Changes what it was given.
static void forces(bool block) {
  block = true;
  if (block)
    std::this_thread::sleep_for(1s);
}
// Another branch blocks, too.
static void both(bool block) {
  if (block)
    std::this_thread::sleep_for(1s);
  else
    std::ifstream("x");
}
static void pause_if(bool block) {
  if (block)
    std::this_thread::sleep_for(1s);
}
static void twice(bool block) { pause_if(block); }
struct reader {
  explicit reader(bool lazy) {
    if (!lazy)
      std::this_thread::sleep_for(1s);
  }
  void operator()(int, bool block) const {
    if (block)
      std::this_thread::sleep_for(1s);
  }
};

task<void> waits(std::future<int> work, int size) {
  wait_if(true); // want: 'wait_if' ends in 'sleep_for'
  by_default(work, true); // want: 'by_default' ends in 'get'
  of_mode(work, mode::wait, size); // want: 'of_mode' ends in 'get'
  either(false); // want: 'either' ends in 'sleep_for'
  forces(false); // want: 'forces' ends in 'sleep_for'
  both(false); // want: 'both' ends in 'ifstream'
  reader eager(false); // want: 'reader' ends in 'sleep_for'
  eager(1, true); // want: ends in 'sleep_for'
  co_return;
}
task<void> depends(bool block) {
  twice(block); // want: 'twice' ends in 'sleep_for'
  co_return;
}
task<bool> does_not(std::future<int> work, int size) {
  constexpr bool block = false;
  wait_if(false);
  wait_if(block);
  by_default(work);
  of_mode(work, mode::poll, size);
  either(true);
  reader lazy(true);
  lazy(1, false);
  co_return true;
}
