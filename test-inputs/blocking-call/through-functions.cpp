// Ordinary functions of the same file block, one or more calls below the coroutine.
#include "task.h"
#include <chrono>
#include <fstream>
#include <future>
#include <string>
#include <thread>

using namespace std::chrono_literals;
task<int> fetch();

void pause_once() { std::this_thread::sleep_for(1s); }
void wait_a_bit() { std::this_thread::sleep_for(1s); }
void pause_often(int times) {
  for (int i = 0; i < times; ++i)
    wait_a_bit();
}
static std::string read_settings(const std::string &path) {
  std::ifstream file(path);
  std::string text;
  std::getline(file, text);
  return text;
}
struct settings {
  std::string text;
  explicit settings(const std::string &path) : text(read_settings(path)) {}
};
namespace {
template <class T> T result_of(std::future<T> &work) { return work.get(); }
} // namespace

task<void> direct() {
  pause_once(); // want: 'pause_once' ends in 'sleep_for'
  // Its other callers have the same bug: one finding.
  pause_once();
  co_return;
}
task<void> deeper() {
  pause_often(3); // want: 'pause_often' ends in 'sleep_for'
  settings s("x"); // want: 'settings' ends in 'ifstream'
  co_return;
}
task<int> instance(std::future<int> work) {
  co_return result_of(work); // want: 'result_of' ends in 'get'
}

struct client {
  std::string load() const {
    std::ifstream file(path);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }
  std::string path;
  task<std::string> run() {
    co_await fetch();
    co_return load(); // want: 'load' ends in 'ifstream'
  }
};

task<void> called_lambda() {
  auto pause = [] { std::this_thread::sleep_for(1s); };
  pause();                                          // want: 'pause' ends in 'sleep_for'
  [] { std::this_thread::sleep_for(1s); }();        // want: 'lambda' ends in 'sleep_for'
  co_return;
}

/// What a callable does that is passed in is for whoever passed it in.
template <class F> task<void> runs(F callable) {
  callable();
  co_return;
}
task<void> passes() { co_await runs([] { std::this_thread::sleep_for(1s); }); }

/// Functions that call each other, and one that does so before it blocks.
void ping(int n);
void pong(int n) { n ? ping(n - 1) : void(); }
void ping(int n) { pong(n); }
void recursive(int n) {
  if (n)
    recursive(n - 1);
  std::this_thread::sleep_for(1s);
}
task<void> recursion() {
  ping(3);
  recursive(3); // want: 'recursive' ends in 'sleep_for'
  co_return;
}

// ---- Silent --------------------------------------------------------------------------------------------------------

void elsewhere(void (*callback)());
template <class F> void later(F) {}
task<int> other() { co_return 1; }
void starts_thread() {
  std::thread([] { std::this_thread::sleep_for(1s); }).detach();
}
task<void> handed_on() {
  elsewhere(&pause_once);
  later(pause_once);
  later([] { pause_once(); });
  starts_thread();
  auto unused = [] { pause_once(); };
  (void)unused;
  struct local {
    void run() { pause_once(); }
  };
  co_await fetch();
}
void no_coroutine() { pause_often(2); }

// ---- Generators run in the thread of whoever iterates ----

generator<int> naps(int times) {
  for (int i = 0; i < times; ++i) {
    std::this_thread::sleep_for(1s);
    co_yield i;
  }
}
task<void> iterates() {
  for (int nap : naps(3)) // want: 'naps' ends in 'sleep_for'
    (void)nap;
  co_return;
}

// ---- Whether it is there at all is no answer to whether it is done

struct with_thread {
  task<> ends() {
    co_await other();
    if (thread_.joinable())
      thread_.join(); // want: 'join' blocks
  }
  task<> stops() {
    co_await other();
    stop(); // want: 'stop' ends in 'join'
  }
  task<> takes() {
    co_await other();
    if (answer_.valid())
      note(answer_.get()); // want: 'get' blocks
  }
  void stop() {
    if (thread_.joinable())
      thread_.join();
  }
  static void note(int);
  static task<> other();
  std::thread thread_;
  std::future<int> answer_;
};
