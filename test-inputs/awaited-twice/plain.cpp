// Tasks that are awaited, or moved away, a second time.
#include "task.h"
#include <string>

once_task<std::string> token();
once_task<int> number();
task<std::string> text();
task<int> count();
task<> left();
task<> right();
void use(std::string);
void use(int);
template <class T> void keep(T);
/// Work that is collected, and run when the group is awaited.
class group {
public:
  struct promise_type : detail::promise_value<int> {
    group get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
  };
  void add(once_task<int>);
  void reset();
  bool started() const;
  group on(int executor) &&;
  detail::awaiter<promise_type, int> operator co_await() && noexcept;
};
group collect();
bool logging();
void log(int);
#define EXPECT(value, what) \
  if (value == what) \
    ; \
  else \
    for (bool once = logging(); once; once = false) \
      log(what)
int sum(once_task<int>);
void refill(once_task<int> &);

task<> again() {
  auto t = token();
  use(co_await std::move(t));
  use(co_await std::move(t)); // want: 't' is awaited again, but gives its result only once
}
task<> moved_out_of_an_lvalue() {
  auto t = text();
  use(co_await t);
  use(co_await t); // want: 't' is awaited again
}
task<> in_a_loop() {
  auto t = number();
  for (int i = 0; i < 3; ++i)
    use(co_await std::move(t)); // want: 't' is awaited again by the next turn of the loop
}
task<> in_a_condition() {
  auto t = number();
  while (co_await std::move(t) > 0) // want: 't' is awaited again by the next turn of the loop
    use(1);
}
task<> moved_away() {
  auto l = left();
  auto r = right();
  co_await when_all(std::move(l), std::move(r));
  co_await l; // want: 'l' is awaited after it was moved away
}
task<> on_one_path(bool first) {
  auto t = number();
  if (first)
    use(co_await std::move(t));
  use(co_await std::move(t)); // want: 't' is awaited again
}
task<> after_a_handler() {
  auto t = number();
  try {
    use(co_await std::move(t));
  } catch (...) {
  }
  use(co_await std::move(t)); // want: 't' is awaited again
}
task<> parameter(once_task<int> t) {
  use(co_await std::move(t));
  use(co_await std::move(t)); // want: 't' is awaited again
}
task<> moved_into_another() {
  auto t = number();
  auto other = std::move(t);
  use(co_await std::move(other));
  use(co_await std::move(t)); // want: 't' is awaited after it was moved away
}
task<> moved_in_a_loop() {
  auto t = number();
  for (int i = 0; i < 3; ++i)
    keep(std::move(t)); // want: 't' is moved away again by the next turn of the loop
}
task<> moved_by_its_own_member() {
  auto g = collect();
  use(co_await std::move(g).on(1));
  use(co_await std::move(g)); // want: 'g' is awaited after it was moved away
}
template <class T> task<> in_a_template(once_task<T> t) {
  T value = co_await std::move(t);
  T other = co_await std::move(t); // want: 't' is awaited again
}
task<> instantiates() { co_await in_a_template(number()); }
task<> in_a_lambda() {
  auto work = [](once_task<int> t) -> task<int> {
    int one = co_await std::move(t);
    co_return one + co_await std::move(t); // want: 't' is awaited again
  };
  co_await work(number());
}

// ---- Silent ----

task<> each_once() {
  auto a = token();
  auto b = token();
  use(co_await std::move(a));
  use(co_await std::move(b));
}
task<> a_new_one() {
  auto t = number();
  use(co_await std::move(t));
  t = number();
  use(co_await std::move(t));
}
task<> a_new_one_each_turn() {
  for (int i = 0; i < 3; ++i) {
    auto t = number();
    use(co_await std::move(t));
  }
}
task<> refilled_in_the_loop() {
  auto t = number();
  for (int i = 0; i < 3; ++i) {
    use(co_await std::move(t));
    t = number();
  }
}
task<> refilled_elsewhere() {
  auto t = number();
  use(co_await std::move(t));
  refill(t);
  use(co_await std::move(t));
}
task<> either(bool big) {
  auto t = number();
  if (big)
    use(10 * co_await std::move(t));
  else
    use(co_await std::move(t));
}
task<> leaves_first(bool big) {
  auto t = number();
  if (big) {
    use(co_await std::move(t));
    co_return;
  }
  use(co_await std::move(t));
}
task<> leaves_the_loop() {
  auto t = number();
  for (;;) {
    use(co_await std::move(t));
    break;
  }
}
task<> alternatives(bool big) {
  auto t = number();
  if (big)
    use(co_await std::move(t));
  use(0);
  if (!big)
    use(co_await std::move(t));
}
task<> repeatable() {
  auto t = count();
  use(co_await t);
  use(co_await t);
}
task<> filled_again() {
  auto g = collect();
  use(co_await std::move(g));
  g.reset();
  g.add(number());
  use(co_await std::move(g));
}
void written_twice_by_a_macro() {
  auto t = number();
  EXPECT(1, sum(std::move(t)));
}
task<> asks_first() {
  auto t = text();
  use(co_await t);
  if (t)
    use(co_await t);
}

// ---- What is expected to end the process ------------------------------------------------------------------------------

#define EXPECT_DEATH(statement, message) \
  do {                                   \
    if (dies(message))                   \
      statement;                           \
  } while (false)
#define EXPECT_NO_THROW(statement) \
  do {                             \
    statement;                     \
  } while (false)
bool dies(const char *message);
task<> moved_twice_on_purpose() {
  auto t = number();
  use(co_await std::move(t));
  EXPECT_DEATH(use(co_await std::move(t)), "moved");
}
task<> moved_twice_in_an_assertion() {
  auto t = number();
  use(co_await std::move(t));
  EXPECT_NO_THROW(use(co_await std::move(t))); // want: 't' is awaited again, but gives its result only once
}

// ---- Retried, and asked without an await ----

/// Gives its result once, by an await or by get().
template <class T> class result {
public:
  struct promise_type : detail::promise_value<T> {
    result get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
  };
  result(result &&) noexcept;
  ~result();
  T get();
  const T &peek() const;
  void wait();
  detail::awaiter<promise_type, T> operator co_await() && noexcept;
};
result<int> starts();
task<int> retried() {
  auto t = number();
  for (int i = 0; i < 3; ++i) {
    try {
      co_return co_await std::move(t); // want: 't' is awaited again by the next turn of the loop
    } catch (...) {
      log(i);
    }
  }
  co_return 0;
}
task<int> retried_for_ever() {
  auto t = number();
  while (true) {
    try {
      int got = co_await std::move(t); // want: 't' is awaited again by the next turn of the loop
      co_return got;
    } catch (const std::exception &) {
      continue;
    }
  }
}
task<int> retried_anew() {
  while (true) {
    auto t = number();
    try {
      co_return co_await std::move(t);
    } catch (...) {
      log(1);
    }
  }
}
task<int> given_up() {
  auto t = number();
  while (true) {
    try {
      co_return co_await std::move(t);
    } catch (...) {
      throw;
    }
  }
}
void got_twice() {
  auto t = starts();
  use(t.get());
  use(t.get()); // want: 't' is asked for its result again, but gives it only once
}
task<> got_and_awaited() {
  auto t = starts();
  use(t.get());
  use(co_await std::move(t)); // want: 't' is awaited again
}
task<> waited_and_awaited() {
  auto t = starts();
  t.wait();
  use(t.peek());
  use(co_await std::move(t));
}

// ---- Silent: what it gets keeps the branch from being taken again ------------------------------------------------------------

task<std::optional<int>> resolve(task<int> from);
task<int> resolves_once(task<int> pending, const std::vector<int> &all) {
  std::optional<int> found;
  for (const int item : all)
    if (!found && item > 0) {
      found = co_await resolve(std::move(pending));
      if (!found)
        found = 0;
    }
  co_return found.value_or(1);
}
