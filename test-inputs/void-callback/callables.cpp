// A function that returns a task, where one that returns nothing is called.
#include "task.h"
#include <algorithm>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

task<void> refresh();
task<int> load(int id);
job<int> eager(int id);
void every_second(std::function<void()> callback);
void on_value(const std::function<void(int)> &callback);
fire_and_forget forgotten();

struct service {
  std::function<void()> done;
  std::vector<std::function<void(int)>> listeners;
  task<void> tick();
};

void conversions(service &s) {
  std::function<void()> callback = []() -> task<void> { co_await refresh(); }; // want: 'callback' drops the task that this callback returns: it never runs
  every_second([]() -> task<void> { co_await refresh(); }); // want: 'callback' drops the task that this callback returns
  every_second(refresh);                                    // want: 'callback' drops the task that 'refresh' returns
  every_second(&refresh);                                   // want: 'callback' drops the task
  on_value([](int id) -> task<int> { co_return co_await load(id); }); // want: it never runs
  on_value(load);                                           // want: drops the task that 'load' returns
  on_value(eager);                                          // want: nobody waits for it, and its error is lost
  s.done = [&s] { return s.tick(); };                       // want: 'done' drops the task that this callback returns
  s.listeners.push_back(load);                              // want: a 'std::function' drops the task that 'load' returns
  s.listeners.emplace_back([](int id) -> task<int> { co_return id; });
  auto named = [](int id) -> task<int> { co_return co_await load(id); };
  on_value(named);                                          // want: drops the task that 'named' returns
  std::function<task<int>(int)> typed = load;
  on_value(typed);                                          // want: drops the task that 'typed' returns
  on_value(std::move(typed));                               // want: drops the task
}

std::function<void()> returned() {
  return []() -> task<void> { co_await refresh(); }; // want: a 'std::function' drops the task
}
task<void> in_a_coroutine() {
  every_second([]() -> task<void> { co_await refresh(); }); // want: drops the task
  co_return;
}
template <class T> void in_a_template(T) {
  every_second([]() -> task<T> { co_return T(); }); // want: drops the task
}
void instance() { in_a_template(1); }

void callers(std::vector<int> &ids, std::once_flag &once) {
  std::thread worker([]() -> task<void> { co_await refresh(); }); // want: 'thread' drops the task that this callback returns
  std::thread other(load, 3);                                    // want: 'thread' drops the task that 'load' returns
  std::jthread third(refresh);                                   // want: 'jthread' drops the task
  std::for_each(ids.begin(), ids.end(), [](int id) -> task<void> { co_await load(id); }); // want: 'for_each' drops the task
  std::for_each(ids.begin(), ids.end(), load);                   // want: 'for_each' drops the task that 'load' returns
  std::ranges::for_each(ids, load);                              // want: 'for_each' drops the task that 'load' returns
  std::call_once(once, refresh);                                 // want: 'call_once' drops the task
  worker.join();
  other.join();
}

// ---- Silent --------------------------------------------------------------------------------------------------------

job<int> careful(int id) {
  try {
    co_return co_await eager(id);
  } catch (...) {
    co_return 0;
  }
}
void silent(std::vector<int> &ids, service &s) {
  std::function<task<void>()> keeps = refresh;
  std::function<void()> plain = [] {};
  std::function<void()> syncs = [] { sync_wait(refresh()); };
  every_second(forgotten);
  every_second(plain);
  every_second([&s] { s.done(); });
  on_value(careful);
  std::for_each(ids.begin(), ids.end(), [](int &id) { ++id; });
  std::thread([] { sync_wait(refresh()); }).join();
  std::vector<task<int>> all;
  std::transform(ids.begin(), ids.end(), std::back_inserter(all), load);
}
