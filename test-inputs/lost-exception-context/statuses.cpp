// What is thrown is a number or an enumerator: an answer of an interface, that could hold nothing.
#include "task.h"
#include <stdexcept>

enum class status { not_found = 404, internal = 500 };
task<int> read(int row);

task<int> as_enumerator(int row) {
  try {
    co_return co_await read(row);
  } catch (const std::exception &) {
    throw status::not_found; // want-low: the new exception doesn't hold the one that led to it
  }
}
task<int> as_number(int row) {
  try {
    co_return co_await read(row);
  } catch (const std::exception &) {
    throw 404; // want-low: the new exception doesn't hold the one that led to it
  }
}
task<int> as_exception(int row) {
  try {
    co_return co_await read(row);
  } catch (const std::exception &) {
    throw std::runtime_error("not found"); // want: the new exception doesn't hold the one that led to it
  }
}
