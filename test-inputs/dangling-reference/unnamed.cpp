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

// ---- Instances of one template are told once, whatever the function that each calls names its parameter
struct plain_link {
  static task<int> connect(const std::string &peer);
};
struct secure_link {
  static task<int> connect(const std::string &host);
};
template <class Link> struct opener {
  task<int> open(int id) {
    return Link::connect("peer " + std::to_string(id)); // want: refers to a temporary that is destroyed before the task of 'connect' uses it
  }
};
task<int> plain_open(opener<plain_link> &one) { return one.open(1); }
task<int> secure_open(opener<secure_link> &one) { return one.open(1); }
