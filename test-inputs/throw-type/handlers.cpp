// A type that a boundary in the same translation unit knows by name is read there.
#include "task.h"
#include <string>

task<int> query(int key);
void reply(int code, const std::string &text);

struct rpc_error {
  int code;
  std::string text;
};
struct denied : rpc_error {};
struct unknown_to_all {
  int code;
};

task<int> dispatch(std::string method) {
  if (method == "a")
    throw rpc_error{-1, "no such method"};
  if (method == "b")
    throw denied{{-2, "denied"}};
  if (method == "c")
    throw unknown_to_all{3}; // want: no handler of std::exception sees this 'unknown_to_all'
  if (method == "d")
    throw 42;
  if (method == "e")
    throw 42u; // want: this 'unsigned int'
  co_return co_await query(1);
}
task<void> boundary(std::string method) {
  try {
    reply(0, std::to_string(co_await dispatch(method)));
  } catch (const rpc_error &error) {
    reply(error.code, error.text);
  } catch (int code) {
    reply(code, "");
  } catch (...) {
    reply(-1, "unknown");
  }
}

// Told by the compiler.
constexpr int checked(int bits) {
  if (bits > 8)
    throw "more bits than there are";
  return bits;
}
int narrow(int bits) {
  if (bits > 8)
    throw "more bits than there are"; // want: no handler of std::exception sees this
  return bits;
}
