// Parameters without a name where they are declared.
#include "task.h"
#include <string>

task<int> length(const std::string &, int);
task<int> length(const std::string &text, int by) {
  co_await task<void>();
  co_return static_cast<int>(text.size()) + by;
}
task<int> of_a_temporary() {
  return length(std::string("a"), 1); // want: 'text' refers to a temporary
}
