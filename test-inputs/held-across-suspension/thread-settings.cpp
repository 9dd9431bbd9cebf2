// Variables of the thread that a coroutine sets and puts back by hand.
#include "task.h"
#include <memory>
#include <optional>
#include <string>

struct request {
  std::string token;
};
task<int> handle(const request &what);
thread_local const request *current = nullptr;
thread_local std::optional<std::string> token;
thread_local std::string path;
thread_local int depth = 0;
thread_local long handled = 0;

task<> by_pointer(const request &what) {
  current = &what;
  co_await handle(what); // want: 'current' is set for this thread, and stays so while the coroutine is suspended
  current = nullptr;
}
task<> by_an_optional(const request &what) {
  if (!what.token.empty())
    token = what.token;
  const int answer = co_await handle(what); // want: 'token' is set for this thread, and stays so while the coroutine is suspended
  token.reset();
  (void)answer;
}
task<> put_back(const request &what) {
  const auto before = path;
  path = what.token;
  co_await handle(what); // want: 'path' is set for this thread, and stays so while the coroutine is suspended
  path = before;
}

// ---- Silent ----

task<> before_the_await(const request &what) {
  current = &what;
  const std::string read = current->token;
  current = nullptr;
  co_await handle({read});
}
/// Each thread counts for itself.
task<> counts(const request &what) {
  ++handled;
  handled = handled + 1;
  co_await handle(what);
  handled = handled + 2;
}
/// What it is next isn't what it was.
task<> remembers(const request &what) {
  depth = 1;
  co_await handle(what);
  depth = 2;
}
/// Of the program, not of the thread.
const request *last = nullptr;
task<> of_the_program(const request &what) {
  last = &what;
  co_await handle(what);
  last = nullptr;
}
