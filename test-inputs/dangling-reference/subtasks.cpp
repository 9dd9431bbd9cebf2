// Tasks that a coroutine keeps for a while use what it was given, and members of a task that give another object for it.
#include "task.h"
#include <concepts>
#include <string>
#include <string_view>
#include <vector>

task<void> hop();
task<void> all(std::vector<task<void>> &tasks);

// ---- An eager task type, as of a pool
template <class T = void> class running {
public:
  struct promise_type : detail::promise_value<T> {
    running get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
  };
  running(running &&) noexcept;
  ~running();
  detail::awaiter<promise_type, T> operator co_await() const noexcept;
};
running<void> hop_to_pool();
running<void> all(std::vector<running<void>> &tasks);

template <std::invocable<int> F> running<void> for_each_part(int count, F &&body) {
  std::vector<running<void>> tasks;
  for (int i = 0; i < count; ++i)
    tasks.emplace_back([](int part, auto *function) -> running<void> {
      co_await hop_to_pool();
      (*function)(part);
    }(i, &body));
  co_await all(tasks);
}
running<void> part(const std::string &text) {
  co_await hop_to_pool();
  (void)text.size();
}
running<void> in_two(const std::string &text) {
  auto first = part(text);
  auto second = part(text);
  co_await first;
  co_await second;
}
running<void> read_before(const std::string &text) {
  std::vector<running<void>> tasks;
  for (int i = 0; i < static_cast<int>(text.size()); ++i)
    tasks.push_back(hop_to_pool());
  co_await all(tasks);
}

struct channel {
  float *data();
  int size() const;
  running<void> clear() {
    return for_each_part(size(), [pixels = data()](int i) { pixels[i] = 0; }); // want: 'body' refers to a temporary that is destroyed before the task of 'for_each_part' uses it
  }
  running<void> named(int id) {
    return in_two("channel " + std::to_string(id)); // want: 'text' refers to a temporary that is destroyed before the task of 'in_two' uses it
  }
  // Silent: nothing of it is used behind the suspension, or the task is awaited where it is made.
  running<void> named_before(int id) { return read_before("channel " + std::to_string(id)); }
  running<void> awaited(int id) { co_await in_two("channel " + std::to_string(id)); }
};

// ---- Members that use the task up

class runner {
public:
  runner() = default;
  runner(runner &&) noexcept;
  runner &operator=(runner &&) noexcept;
  ~runner();
  bool done() const;
};
template <class T = void> class frame_task {
public:
  struct promise_type : detail::promise_value<T> {
    frame_task get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
  };
  frame_task(frame_task &&) noexcept;
  ~frame_task();
  detail::awaiter<promise_type, T> operator co_await() && noexcept;
  runner run_scoped() &&;
  std::vector<T> get_all() &&;
  T run_to_its_end() &&;
};
frame_task<std::string> buttons(std::string text);
frame_task<void> dialog(std::string_view text) { co_await buttons(std::string(text)); }
frame_task<std::string> name_of(std::string_view text) { co_return co_await buttons(std::string(text)); }

class scene {
public:
  void on_error(const std::string &path) {
    dialog_ = dialog("Cannot write " + path).run_scoped(); // want: 'text' refers to a temporary that is destroyed before the task of 'dialog' uses it
  }
  runner show(const std::string &path) {
    return dialog("Cannot write " + path).run_scoped(); // want: 'text' refers to a temporary that is destroyed before the task of 'dialog' uses it
  }
  // Silent: run where it stands, and given what lives as long as the program.
  std::string name(const std::string &path) { return name_of("of " + path).run_to_its_end(); }
  std::vector<std::string> names(const std::string &path) { return name_of("of " + path).get_all(); }
  void on_start() { dialog_ = dialog("Welcome").run_scoped(); }

private:
  runner dialog_;
};
