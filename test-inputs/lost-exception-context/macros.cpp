// A project's own macros that throw: those that only shorten it, and assertions.
#include "task.h"
#include <stdexcept>
#include <string>

task<int> read(int block);
#define THROW(type, text) throw type(text)
#define RAISE(text)                                                                                                                                                \
  do {                                                                                                                                                             \
    throw std::runtime_error(std::string(text) + " at " __FILE__);                                                                                                 \
  } while (false)
#define ASSERT(condition)                                                                                                                                          \
  do {                                                                                                                                                             \
    if (!(condition))                                                                                                                                              \
      throw std::logic_error(#condition);                                                                                                                          \
  } while (false)
#define UNREACHABLE() throw std::logic_error("unreachable")
#define CHECKED(condition) ((condition) ? (void)0 : throw std::logic_error(#condition))

task<int> shortened() {
  try {
    co_return co_await read(1);
  } catch (...) {
    THROW(std::runtime_error, "no block"); // want: the new exception doesn't hold the one that led to it
  }
}
task<int> with_a_place() {
  try {
    co_return co_await read(1);
  } catch (...) {
    RAISE("no block"); // want: the new exception doesn't hold the one that led to it
  }
}

// ---- Silent ----

task<int> asserts() {
  try {
    co_return co_await read(1);
  } catch (...) {
    ASSERT(false);
  }
  try {
    co_return co_await read(1);
  } catch (...) {
    CHECKED(false);
  }
  try {
    co_return co_await read(1);
  } catch (...) {
    UNREACHABLE();
  }
}
