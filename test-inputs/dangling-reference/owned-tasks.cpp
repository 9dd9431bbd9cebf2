// Tasks that are kept in owners and in containers of others' make: they outlive what they refer to as they would by themselves.
#include <coroutine>
#include <exception>
#include <memory>
#include <string>
#include <vector>

/// Starts at once, and runs on when nobody holds it.
template <class T = void> struct eager {
  struct promise_type {
    eager get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
template <class T> struct shared_pointer {
  template <class... A> static shared_pointer create(A &&...);
  T &operator*() const;
};
template <class T> struct list {
  list &operator<<(T value);
  void append(T value);
  T *begin();
  T *end();
  int size() const;
};
eager<> ask(int number);
void note(const std::string &text);

eager<> made_shared(std::vector<std::string> names) {
  std::vector<std::shared_ptr<eager<>>> tasks;
  for (auto name : names) {
    auto work = [=]() -> eager<> {
      co_await ask(1);
      note(name);
    };
    tasks.push_back(std::make_shared<eager<>>(work())); // want: the captures of this lambda are destroyed at the end of its scope
  }
  for (auto &task : tasks)
    co_await *task;
}
eager<> in_a_list(std::vector<std::string> names) {
  list<shared_pointer<eager<>>> tasks;
  for (auto name : names) {
    auto work = [=]() -> eager<> {
      co_await ask(1);
      note(name);
    };
    tasks << shared_pointer<eager<>>::create(work()); // want: the captures of this lambda are destroyed at the end of its scope
  }
  for (auto &task : tasks)
    co_await *task;
}
eager<> named_first(std::vector<std::string> names) {
  list<eager<>> tasks;
  for (auto name : names) {
    auto work = [=]() -> eager<> {
      co_await ask(1);
      note(name);
    };
    tasks.append(work()); // want: the captures of this lambda are destroyed at the end of its scope
  }
  for (auto &task : tasks)
    co_await task;
}

eager<> replace(const std::string &value, int number) {
  co_await ask(number);
  note(value);
}
std::string text_of(int number);
eager<> moved_in(std::vector<int> numbers) {
  list<shared_pointer<eager<>>> tasks;
  for (int number : numbers) {
    const auto &text = text_of(number);
    auto task = replace(text, number); // want: 'text'
    tasks << shared_pointer<eager<>>::create(std::move(task));
  }
  for (auto &task : tasks)
    co_await *task;
}

// ---- Silent

eager<> moved_within(std::vector<int> numbers) {
  for (int number : numbers) {
    list<shared_pointer<eager<>>> tasks;
    const auto &text = text_of(number);
    auto task = replace(text, number);
    tasks << shared_pointer<eager<>>::create(std::move(task));
    for (auto &one : tasks)
      co_await *one;
  }
}

eager<> inside(std::vector<std::string> names) {
  for (auto name : names) {
    list<shared_pointer<eager<>>> tasks;
    auto work = [=]() -> eager<> {
      co_await ask(1);
      note(name);
    };
    tasks << shared_pointer<eager<>>::create(work());
    for (auto &task : tasks)
      co_await *task;
  }
}
eager<> by_parameter(std::vector<std::string> names) {
  list<shared_pointer<eager<>>> tasks;
  const auto work = [](std::string own) -> eager<> {
    co_await ask(1);
    note(own);
  };
  for (auto name : names)
    tasks << shared_pointer<eager<>>::create(work(name));
  for (auto &task : tasks)
    co_await *task;
}
eager<> before_it_suspends(std::vector<std::string> names) {
  list<eager<>> tasks;
  for (auto name : names) {
    auto work = [=]() -> eager<> {
      note(name);
      co_await ask(1);
    };
    tasks.append(work());
  }
  for (auto &task : tasks)
    co_await task;
}
