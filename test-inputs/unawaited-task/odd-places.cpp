// Lambdas, templates, macros, aliases, function objects, nested functions.
#include "task.h"
#include <functional>
#include <memory>

task<void> save(int row);
task<int> load(int row);
template <class T> using promise_of = task<T>;
using nothing = promise_of<void>;
nothing clear();

#define SAVE_LATER(row) save(row)
#define SAVE_AND(next) save(1); next

task<void> macros() {
  SAVE_LATER(1);   // want: 'save'
  SAVE_AND(clear()); // want: 'save' // want: 'clear'
  co_return;
}

task<void> aliases() {
  clear(); // want: 'clear'
  co_return;
}

task<void> invokedInPlace() {
  [](int row) -> task<void> { co_await save(row); }(1); // want: the task returned by 'lambda' is never awaited
  co_await [](int row) -> task<void> { co_await save(row); }(2);
}

task<void> throughObjects(std::function<task<void>(int)> handler, task<void> (*pointer)(int), const std::unique_ptr<std::function<task<void>()>> &owned) {
  handler(1);   // want: 'handler'
  pointer(2);   // want: 'pointer'
  (*pointer)(3); // want: never runs
  (*owned)();   // want: '*owned'
  co_return;
}

struct service {
  task<void> stop();
  std::function<task<void>()> onStop;
};

task<void> throughMembers(service &s, task<void> (service::*member)()) {
  s.onStop();    // want: 's.onStop'
  (s.*member)(); // want: never runs
  co_return;
}

// A lambda is a function of its own: here a plain one inside of a coroutine, and the other way round.
task<void> nested() {
  auto plain = [](int row) {
    save(row); // want: 'save'
  };
  plain(1);
  auto coroutine = [](int row) -> task<void> {
    save(row); // want: 'save'
    co_await save(row + 1);
  };
  co_await coroutine(2);
}

template <class T> task<void> nonDependent(T row) {
  save(1); // want: 'save'
  co_await save(2);
}

template <class Row> task<void> dependentArgument(Row row) {
  save(row); // want: 'save'
  co_await save(2);
}

template <class Step> task<void> dependentCallee(Step step) {
  step(1); // want: 'step'
  co_return;
}

template <class T> struct store {
  task<void> flush();
  task<void> close() {
    flush(); // want: 'flush'
    co_await flush();
  }
  task<void> closeThis() {
    this->flush(); // want: 'flush'
    co_return;
  }
};

template <class T> task<T> make(T value);

template <class T> task<void> dependentType(T value) {
  make(value); // want: 'make'
  co_return;
}

template <class... Rows> task<void> all(Rows... rows) {
  (save(rows), ...); // want: 'save'
  co_return;
}

template <bool Deep> task<void> chosen() {
  if constexpr (Deep) {
    save(1); // want: 'save'
  } else {
    co_await save(2);
  }
}

auto generic = [](auto row) -> task<void> {
  save(row); // want: 'save'
  co_return;
};

task<void> instantiate() {
  co_await nonDependent(1);
  co_await dependentArgument(1);
  co_await dependentArgument(2L);
  co_await dependentCallee(save);
  co_await dependentCallee([](int) {});
  co_await store<int>().close();
  co_await store<int>().closeThis();
  co_await dependentType(1);
  co_await all(1, 2);
  co_await chosen<true>();
  co_await generic(1);
}

// What is declared in a local class is a function of its own too.
task<void> localClass() {
  struct cleaner {
    void operator()() {
      save(1); // want: 'save'
    }
  };
  cleaner()();
  co_return;
}
