#include "updater.h"
#include <exception>

static std::string text;

task<bool> updater::update(int item) {
  try {
    text = co_await download(item);
  } catch (...) {
    co_return false;
  }
  co_return true;
}
task<bool> updater::told(int item) {
  try {
    text = co_await download(item);
  } catch (const std::exception &error) {
    log(error.what());
    co_return false;
  }
  co_return true;
}
task<bool> updater::next() { co_return !text.empty(); }
