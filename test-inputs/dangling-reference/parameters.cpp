// Reference, view and pointer parameters of coroutines whose task outlives what was bound to them.
#include "task.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

task<int> request(std::string url);
void require(bool holds);

task<int> fetch(const std::string &url) { co_return co_await request(url); }
task<int> show(std::string_view text) { co_return co_await request(std::string(text)); }
task<int> point(const std::string *url) { co_return co_await request(*url); }
task<int> number(const int &n) { co_return n; }
task<int> forgets(const std::string &) { co_return 1; }
task<int> declared(const std::string &url);
task<int> declared_view(std::string_view text);
task<int> declared_pointer(const int *number);
task<int> with_default(const std::string &url = "none") { co_return co_await request(url); }
template <class F> task<int> repeat(F &&f) { co_return f() + co_await request(""); }
job<int> eager(const std::string &url) {
  int n = co_await request("first");
  co_return n + static_cast<int>(url.size());
}
job<int> eager_copies(const std::string &url) {
  std::string copy = url;
  int n = co_await request("first");
  co_return n + static_cast<int>(copy.size());
}
struct result {
  bool ready() const noexcept;
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
job<int> takes_up(result given, const std::string &url) {
  require(given.ready());
  int n = co_await given;
  co_return n + static_cast<int>(url.size());
}
job<int> waits_for(result given, const std::string &url) {
  int n = co_await given;
  co_return n + static_cast<int>(url.size());
}
fire_and_forget background(const std::string &url) {
  co_await request("first");
  co_await request(url);
}
std::string name(int n);

task<> kept_in_a_local(int n) {
  auto pending = fetch("hello " + std::to_string(n)); // want: 'url' refers to a temporary that is destroyed before the task of 'fetch' uses it
  co_await pending;
  auto view = show("hello " + std::to_string(n)); // want: 'text' refers to a temporary
  co_await view;
  auto literal = number(1); // want: 'n' refers to a temporary
  co_await literal;
  auto unseen = declared(name(n)); // want: 'url' refers to a temporary
  co_await unseen;
  auto standard = with_default(); // want: 'url' refers to a temporary
  co_await standard;
  auto started = eager(name(n)); // want: 'url' refers to a temporary
  co_await started;
  auto closure = repeat([n] { return n; }); // want: 'f' refers to a temporary
  co_await closure;
}
task<> kept_in_a_container(std::vector<std::string> urls) {
  std::vector<task<int>> all;
  for (int i = 0; i < 3; ++i)
    all.push_back(fetch("/item/" + std::to_string(i))); // want: 'url' refers to a temporary
  for (int i = 0; i < 3; ++i) {
    std::string url = name(i);
    all.push_back(fetch(url)); // want: 'url' is destroyed at the end of its scope, but the task of 'fetch' still refers to it
  }
  for (const std::string &url : urls)
    all.push_back(fetch(url));
  co_await when_all(std::move(all));
}
task<int> returned(std::string url) {
  return fetch(url); // want: 'url' is destroyed when the function returns, but the task of 'fetch' still refers to it
}
task<int> returned_pointer(std::string url) {
  return point(&url); // want: 'url' is destroyed when the function returns
}
task<int> returned_view(std::string text) {
  return declared_view(text); // want: 'text' is destroyed when the function returns, but the task of 'declared_view' still refers to it
}
task<int> returned_address() {
  int n = 3;
  return declared_pointer(&n); // want: 'n' is destroyed when the function returns
}
task<int> returned_temporary(int n) {
  return fetch(name(n)); // want: 'url' refers to a temporary
}
task<int> returned_closure(int n) {
  return repeat([n] { return n; }); // want: 'f' refers to a temporary
}
job<int> returned_eager(result given) {
  return waits_for(given, name(1)); // want: 'url' refers to a temporary
}
void left_alone(int n) {
  background(name(n)); // want: 'url' refers to a temporary
}
void last_of_scope(std::string url) {
  background(url); // want: 'url' is destroyed at the end of its scope
}

struct keeper {
  std::optional<task<int>> last;
  std::vector<task<int>> all;
  void keep(std::string url) {
    last = fetch(url); // want: 'url' is destroyed at the end of its scope
  }
  void emplace(std::string url) {
    last.emplace(fetch(url)); // want: 'url' is destroyed at the end of its scope
  }
  void add(int n) {
    all.push_back(fetch(name(n))); // want: 'url' refers to a temporary
  }
};

// ---- Silent ----

task<void> left(const std::string &url) { co_await request(url); }
task<> awaited_at_once(int n) {
  co_await fetch(name(n));
  co_await show("a " + name(n));
  int sum = co_await fetch(name(n)) + co_await number(n);
  co_await when_all(left(name(n)), left(name(sum)));
}
task<> lives_as_long(std::string url) {
  auto pending = fetch(url);
  co_await pending;
  std::vector<task<int>> all;
  std::string other = url;
  all.push_back(fetch(other));
  co_await when_all(std::move(all));
}
task<> loop_awaits(std::vector<task<int>> &all) {
  for (int i = 0; i < 3; ++i) {
    std::string url = name(i);
    auto one = fetch(url);
    co_await one;
  }
}
task<> by_value_or_literal(int n) {
  auto one = request("a" + name(n));
  auto two = show("a literal");
  auto three = forgets(name(n));
  auto four = eager_copies(name(n));
  co_await one;
  co_await two;
  co_await three;
  co_await four;
}
int waits(int n) { return sync_wait(fetch(name(n))); }
job<int> known_to_be_ready(result given) { return takes_up(given, name(1)); }
task<int> passes_reference_on(const std::string &url) { return fetch(url); }
task<int> view_passed_on(std::string_view text) { return declared_view(text); }
task<int> literal_passed_on() { return declared_view("a literal"); }
task<int> address_passed_on(const int &n) { return declared_pointer(&n); }
task<int> member_of_reference(const std::optional<std::string> &url) { return fetch(*url); }

// ---- What a forwarding wrapper hands on by value -------------------------------------------------------------------

template <class... A> task<int> by_values(A... values) {
  co_await request("first");
  co_return (0 + ... + int(values != A()));
}
template <class... A> task<int> by_references(A &&...values) {
  co_await request("first");
  co_return (0 + ... + int(values != A()));
}
template <class... A> task<int> start_by_values(A &&...values) { return by_values(static_cast<A &&>(values)...); }
template <class... A> task<int> start_by_references(A &&...values) { return by_references(static_cast<A &&>(values)...); }
task<int> start_copied(int *const &where) {
  int *copy = where;
  return by_values(copy);
}
// The copy of a temporary pointer is a pointer as good.
task<int> null_by_value() { return start_by_values(static_cast<int *>(nullptr), 1); }
task<int> null_by_copy() { return start_copied(static_cast<int *>(nullptr)); }
task<int> null_by_reference() { return start_by_references(static_cast<int *>(nullptr)); } // want: 'values' refers to a temporary
task<int> address_by_value() {
  int local = 0;
  return start_by_values(&local); // todo-want: the pointer's copy still points to 'local'
}
