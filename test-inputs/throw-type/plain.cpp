// Objects that are thrown and that no handler of std::exception can read, and those that are fine.
#include "task.h"
#include <stdexcept>
#include <string>
#include <system_error>
#include <winrt/base.h>

task<int> query(int key);

struct broken {
  int code;
};
struct hidden : private std::runtime_error {
  hidden();
};
class implied : std::exception {};
struct network_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct both : network_error {
  both() : network_error("both") {}
};
enum class failure { lost };
using code = int;

task<int> numbers(int key) {
  if (key < 0)
    throw 42; // want: no handler of std::exception sees this 'int'
  if (key == 0)
    throw code(1); // want: 'code'
  if (key == 1)
    throw failure::lost; // want: 'failure'
  co_return co_await query(key);
}
task<int> texts(std::string what) {
  if (what.empty())
    throw "nothing to do"; // want: this 'const char *'
  if (what == "a")
    throw what; // want: 'std::string'
  if (what == "b")
    throw std::string("too " + what); // want: 'std::string'
  co_return co_await query(1);
}
task<int> classes(int key) {
  if (key == 0)
    throw broken{7}; // want: 'broken'
  if (key == 1)
    throw hidden(); // want: 'hidden', which derives from std::exception, but not publicly
  if (key == 2)
    throw implied(); // want: 'implied', which derives from std::exception, but not publicly
  if (key == 3)
    throw new network_error("on the heap"); // want: this 'network_error *'
  co_return co_await query(key);
}
int called_from_a_coroutine(int key) { return key ? key : throw broken{0}; } // want: 'broken'
auto in_a_lambda = []() -> task<> {
  co_await query(1);
  throw 1; // want: 'int'
};
template <class T> task<T> in_a_template(T value) {
  if (!co_await query(1))
    throw 2; // want: 'int'
  co_return value;
}
template task<int> in_a_template(int);

// ---- Silent ----------------------------------------------------------------------------------------------------------

task<int> derived(int key) {
  if (key == 0)
    throw std::runtime_error("none");
  if (key == 1)
    throw network_error("lost");
  if (key == 2)
    throw both();
  if (key == 3)
    throw std::system_error(std::make_error_code(std::errc::timed_out));
  try {
    co_return co_await query(key);
  } catch (...) {
    throw;
  }
}
task<> of_the_library(int key) {
  if (key)
    throw winrt::hresult_canceled();
  co_await query(1);
}
struct stop {};
task<int> caught_where_it_is_thrown(int key) {
  try {
    if (key == 0)
      throw stop();
    co_return co_await query(key);
  } catch (const stop &) {
    co_return 0;
  }
}
template <class E> task<int> of_any_type(E error) {
  co_await query(1);
  throw error;
}
template task<int> of_any_type(std::runtime_error);
