// Uses after a suspension on every way: in loops over a parameter, in handlers, in retries, by other names, in nested
// lambdas; and references that travel to what is awaited.
#include "task.h"
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

job<> pause();
job<int> load(std::string key);
std::string name();
struct request {
  std::map<std::string, int> sought;
  std::vector<int> parts;
  std::string key;
};
request make_request();
int use(int n);
int use(const std::string &text);

// ---- Coroutines that begin at once ----

job<int> loops(request &&r) {
  int sum = 0;
  for (auto &[key, count] : r.sought) {
    sum += use(key);
    co_await pause();
  }
  co_return sum;
}
job<int> loops_over_parts(const request &r) {
  int sum = 0;
  for (int part : r.parts) {
    sum += part;
    co_await pause();
  }
  co_return sum;
}
job<int> handles(const request &r) {
  try {
    co_return co_await load("first");
  } catch (const std::exception &) {
    use(r.key);
  }
  co_return 0;
}
job<int> retries(const request &r) {
  for (int i = 0; i < 3; ++i) {
    std::string key = r.key;
    if (co_await load(key) == 0)
      continue;
    co_return i;
  }
  co_return 0;
}
job<int> names_another(const request &r) {
  const std::string &key = r.key;
  co_await pause();
  co_return use(key);
}
job<int> iterates(const request &r) {
  auto at = r.parts.begin();
  co_await pause();
  co_return use(*at);
}
job<int> shows(const request &r) {
  std::string_view key = r.key;
  co_await pause();
  co_return static_cast<int>(key.size());
}
job<int> nested(const request &r) {
  auto count = [&] { return use(r.key); };
  co_await pause();
  co_return count();
}
job<int> passes_on(const request &r) { co_return co_await names_another(r); }
job<int> passes_part_on(request &&r) { co_return co_await loops(std::move(r)); }
job<int> copies(const request &r) {
  auto key = r.key;
  auto parts = r.parts;
  co_await pause();
  for (int part : parts)
    use(part);
  co_return use(key);
}
job<int> loops_before(const request &r) {
  int sum = 0;
  for (int part : r.parts)
    sum += part;
  co_await pause();
  co_return sum;
}
job<int> leaves_loop(const request &r) {
  for (int part : r.parts)
    if (part) {
      co_await pause();
      co_return 1;
    }
  co_return 0;
}
template <bool Waits> job<int> one_or_the_other(const request &r) {
  if constexpr (Waits) {
    co_await pause();
    co_return 1;
  } else {
    co_return use(r.key);
  }
}
/// A plain function that returns another's task.
job<int> forwards(const request &r) { return names_another(r); }
job<int> forwards_twice(const request &r) { return forwards(r); }
job<int> forwards_a_copy(const request &r) { return load(r.key); }

struct service {
  int state = 0;
  job<int> run() {
    co_await pause();
    co_return state;
  }
  job<int> forwarded() { return run(); }
};

job<int> returned(request r, int which) {
  switch (which) {
  case 0:
    return loops(std::move(r)); // want: 'r' is destroyed when the function returns, but the task of 'loops' still refers to it
  case 1:
    return loops_over_parts(r); // want: 'r' is destroyed when the function returns
  case 2:
    return handles(r); // want: 'r' is destroyed when the function returns
  case 3:
    return retries(r); // want: 'r' is destroyed when the function returns
  case 4:
    return names_another(r); // want: 'r' is destroyed when the function returns
  case 5:
    return iterates(r); // want: 'r' is destroyed when the function returns
  case 6:
    return shows(r); // want: 'r' is destroyed when the function returns
  case 7:
    return nested(r); // want: 'r' is destroyed when the function returns
  case 8:
    return passes_on(r); // want: 'r' is destroyed when the function returns
  case 9:
    return passes_part_on(std::move(r)); // want: 'r' is destroyed when the function returns
  case 10:
    return forwards(r); // want: 'r' is destroyed when the function returns, but the task of 'forwards' still refers to it
  default:
    return forwards_twice(r); // want: 'r' is destroyed when the function returns
  }
}
job<int> returned_object() {
  service local;
  return local.forwarded(); // want: 'local' is destroyed when the function returns, but the task of 'forwarded' still refers to it
}
void dropped_temporary() {
  loops(make_request()); // want: 'r' refers to a temporary
}

// ---- Silent ----

job<int> returned_safely(request r, int which) {
  switch (which) {
  case 0:
    return copies(r);
  case 1:
    return loops_before(r);
  case 2:
    return forwards_a_copy(r);
  case 3:
    return leaves_loop(r);
  default:
    return one_or_the_other<true>(r);
  }
}
job<int> only_when_done(request r) {
  auto work = names_another(r);
  if (work.done())
    return work;
  return load(r.key);
}

// ---- Members that refer to something, and awaiters that keep what they are given ----

struct context {
  const std::string &key;
  int depth;
};
struct viewing {
  explicit viewing(std::string_view text) : text_(text) {}
  std::string_view text_;
};
struct owning {
  explicit owning(std::string_view text) : text_(text) {}
  std::string text_;
};
task<int> within(context c) { co_return co_await load(c.key); }
task<int> seeing(viewing v) { co_return static_cast<int>(v.text_.size()); }
task<int> having(owning v) { co_return static_cast<int>(v.text_.size()); }
task<int> summed(std::initializer_list<int> numbers) {
  int sum = 0;
  for (int number : numbers)
    sum += number;
  co_return sum;
}
struct reading {
  const std::string &key;
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
reading read(const std::string &key) { return reading{key}; }

task<int> by_aggregate(std::string key) {
  return within({key, 1}); // want: 'key' is destroyed when the function returns
}
task<int> by_named_aggregate(std::string key) {
  return within(context{key, 1}); // want: 'key' is destroyed when the function returns
}
task<int> by_constructor(std::string key) {
  return seeing(viewing(key)); // want: 'key' is destroyed when the function returns
}
task<> by_list() {
  auto sum = summed({1, 2, 3}); // want: 'numbers' refers to a temporary
  co_await sum;
}
reading returned_awaiter(std::string key) {
  return read(key); // want: 'key' is destroyed when the function returns
}
task<> kept_awaiter() {
  auto waiting = read(name()); // want: 'key' refers to a temporary
  co_await waiting;
}

// ---- Silent ----

task<int> passed_on(const std::string &key) { return within({key, 1}); }
task<int> owned(std::string key) { return having(owning(key)); }
task<> list_at_once() { co_await summed({1, 2, 3}); }
task<> awaiter_at_once() { co_await read(name()); }
