// References to a variable of the thread that its function fills anew at each call: others call it on this thread while the
// coroutine is suspended, which may go on on another.
#include "task.h"
#include <random>
#include <string>

task<> send(std::string text);
task<int> apply(const std::string &key, int size);
void note(int code);

struct request {
  std::string key;
  int size = 0;
};
void fill(request &own, int pool);
bool is_valid(const request &own);
void register_once(request &own);

struct source {
  const request &next(int pool) {
    thread_local request own;
    own.key = std::to_string(pool);
    own.size = pool * 16;
    return own;
  }
  const request &filled(int pool, std::mt19937 &) {
    static thread_local request own;
    fill(own, pool);
    return own;
  }
  // ---- Made once
  request &kept() {
    static thread_local request own;
    return own;
  }
  request &tested() {
    static thread_local request own;
    if (!is_valid(own))
      register_once(own);
    return own;
  }
};

struct stressor {
  source &from;
  std::mt19937 engine;
  task<> run() {
    for (int i = 0; i < 10; ++i) {
      const auto &next = from.next(i);
      int code = co_await apply(next.key, next.size); // want: 'next' refers to a variable of this thread, which others fill anew during the suspension
      note(code + next.size);
    }
  }
  task<> by_pointer(int number) {
    const auto *own = &from.filled(number, engine);
    co_await send("first"); // want: 'own' refers to a variable of this thread
    note(own->size);
  }
  // ---- Silent
  task<> copied(int number) {
    const request own = from.next(number);
    co_await send("first");
    note(own.size);
  }
  task<> before(int number) {
    const auto &own = from.filled(number, engine);
    note(own.size);
    co_await send(own.key);
  }
  task<> keeps() {
    auto &own = from.kept();
    auto &other = from.tested();
    co_await send("first");
    note(own.size + other.size);
  }
};
