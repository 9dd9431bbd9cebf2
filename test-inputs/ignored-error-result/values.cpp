// Errors that come back as values from an await.
#include "task.h"
#include <array>
#include <iostream>
#include <memory>
#include <string>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

/// What a project without a library writes: a value or an error.
template <class T> class outcome {
public:
  outcome(T value);
  outcome(std::error_code code);
  bool has_value() const;
  explicit operator bool() const;
  T &value();
  T &operator*();
  std::error_code error() const;
};
enum class [[nodiscard]] status { ok, failed };
struct [[nodiscard]] receipt {
  int id;
};

task<std::error_code> flush();
task<outcome<int>> read(int block);
task<std::pair<std::error_code, int>> receive();
task<std::vector<outcome<int>>> read_all();
task<std::tuple<outcome<int>, outcome<int>>> read_both();
task<status> commit();
task<receipt> book();
task<std::exception_ptr> attempt();
task<int> plain();
template <class F> task<outcome<int>> run_on(int pool, F work) {
  work();
  co_return pool;
}
void use(int value);
void use(const outcome<int> &value);

task<void> dropped() {
  co_await flush();         // want: 'flush' gives its error back as a value, which is dropped
  co_await read(1);         // want: 'read' gives its error back as a value
  co_await receive();       // want: 'receive' gives its error back as a value
  co_await read_all();      // want: 'read_all' gives each task's error back as a value, and all of them are dropped
  co_await commit();        // want: 'commit' gives its error back as a value
  co_await book();          // want: what 'book' gives must not be dropped
  co_await attempt();       // want: 'attempt' gives its error back
  if (co_await plain() > 0)
    co_await flush(); // want: 'flush'
  for (int i = 0; i < 3; co_await flush(), ++i) // want: 'flush'
    use(i);
  co_await plain(), use(1);
}

task<void> elsewhere(int pool) {
  co_await run_on(pool, [] { use(1); }); // want: 'run_on' gives its error back as a value
  co_await run_on(pool, [] {});
}

task<void> unread() {
  auto code = co_await flush(); // want: nothing looks at the error in 'code'
  auto value = co_await read(1); // want: nothing looks at the error in 'value'
  auto all = co_await read_all(); // want: nothing looks at the errors in 'all'
  auto [error, size] = co_await receive(); // want: nothing looks at the error in 'error'
  use(size);
  auto [first, second] = co_await read_both(); // want: nothing looks at the error in 'second'
  use(first);
}

task<void> success_only() {
  auto value = co_await read(1); // want-low: nothing looks at the error in 'value'
  if (value.has_value())
    use(*value);
  auto other = co_await read(2); // want-low: nothing looks at the error in 'other'
  if (other && *other > 0)
    use(other.value());
}

task<void> counted_only() {
  auto all = co_await read_all(); // want: nothing looks at the errors in 'all'
  std::cout << all.size();
}

task<void> assigned() {
  std::error_code code;
  code = co_await flush(); // want: nothing looks at the error in 'code'
}

auto in_a_lambda = []() -> task<void> {
  co_await flush(); // want: 'flush'
};

template <class T> task<void> in_a_template(T block) {
  co_await read(block); // want: 'read'
}
task<void> instantiate() { co_await in_a_template(1); }

generator<int> no_await() { co_yield 1; }

// ---- silent --------------------------------------------------------------------------------------------------------

task<void> looked_at() {
  if (auto code = co_await flush())
    throw std::system_error(code);
  auto code = co_await flush();
  if (code)
    co_return;
  auto value = co_await read(1);
  if (!value)
    co_return;
  use(*value);
  auto other = co_await read(2);
  if (other.has_value())
    use(*other);
  else
    std::cerr << other.error();
  auto third = co_await read(3);
  use(third.value());
  auto fourth = co_await read(4);
  use(fourth);
  auto fifth = co_await read(5);
  const bool good = fifth.has_value();
  use(good);
}

task<int> leaves_on_success() {
  auto value = co_await read(1);
  if (value)
    co_return *value;
  co_return -1;
}

task<outcome<int>> handed_on() {
  auto value = co_await read(1);
  co_return value;
}

task<std::error_code> returned() { co_return co_await flush(); }

task<void> on_purpose() {
  (void)co_await flush();
  std::ignore = co_await flush();
  [[maybe_unused]] auto code = co_await flush();
  auto [_, size] = co_await receive();
  use(size);
}

task<void> in_turn() {
  auto all = co_await read_all();
  for (auto &one : all)
    use(one.value());
  auto again = co_await read_all();
  for (const auto &one : again)
    if (!one)
      std::cerr << one.error();
  auto third = co_await read_all();
  use(third[0]);
  for (const auto &one : co_await read_all())
    use(one);
}

task<void> asked_at_once() {
  use((co_await read(1)).value());
  while (!co_await flush())
    use(1);
}

task<void> captured() {
  auto value = co_await read(1);
  auto later = [&] { use(value); };
  later();
}

/// What came along says it, and the answer leads somewhere.
task<void> companion() {
  for (;;) {
    auto [error, size] = co_await receive();
    if (size == 0)
      break;
    use(size);
  }
}
task<void> companion_without_an_answer() {
  auto [error, size] = co_await receive(); // want: nothing looks at the error in 'error'
  if (size > 0)
    use(size);
}

/// Only success ends the loop.
task<void> until_it_works(int wanted) {
  int done = 0;
  while (done < wanted) {
    auto value = co_await read(done);
    if (value) {
      ++done;
      use(*value);
    }
  }
}
task<void> forever(bool &running) {
  while (running) {
    auto value = co_await read(1); // want-low: nothing looks at the error in 'value'
    if (value)
      use(*value);
  }
}

// ---- What has a result for errors, and none to give
class unit_of_work {
public:
  virtual ~unit_of_work() = default;
  virtual task<std::error_code> begin() { co_return std::error_code{}; }
  task<std::error_code> note() { co_return std::error_code(); }
  task<std::error_code> end(bool failed) {
    if (failed)
      co_return std::make_error_code(std::errc::io_error);
    co_return std::error_code{};
  }
};
/// The object is exactly of this class.
task<void> begins() {
  auto work = std::make_shared<unit_of_work>();
  co_await work->begin();
  co_await work->note();
  co_await work->end(true); // want: 'end' gives its error back as a value, which is dropped
}
task<void> begins_any(unit_of_work &work) {
  co_await work.begin(); // want: 'begin' gives its error back as a value, which is dropped
  co_await work.note();
}

task<void> reserved_only(int count) {
  std::vector<task<void>> closing;
  closing.reserve(count);
  for (auto &closed : closing)
    co_await closed;
}
