// Tasks that refer to what a local owns, and that leave along with or without it.
#include "task.h"
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

task<int> twice(int n);
task<int> length(std::string_view text) { co_return co_await twice(static_cast<int>(text.size())); }
task<int> length_of(const std::string &text) { co_return co_await twice(static_cast<int>(text.size())); }
task<int> sum(std::span<const int> numbers) { co_return co_await twice(numbers[0]); }
task<int> first(const char *text) { co_return co_await twice(text[0]); }

struct session : std::enable_shared_from_this<session> {
  int state = 0;
  task<int> run() {
    co_await twice(1);
    co_return state;
  }
};
task<int> watch(session *watched) {
  co_await twice(1);
  co_return watched->state;
}
struct named {
  int id;
  task<int> work;
};

task<int> owned() {
  auto one = std::make_unique<session>();
  return one->run(); // want: 'one' is destroyed when the function returns, but the task of 'run' still refers to it
}
task<int> owned_in_an_optional() {
  std::optional<session> one(std::in_place);
  return (*one).run(); // want: 'one' is destroyed when the function returns
}
task<int> owned_by_a_temporary() {
  return std::make_unique<session>()->run(); // want: this temporary is destroyed at the end of this expression, but the task of 'run' still refers to it
}
task<int> pointer_to_owned() {
  auto one = std::make_unique<session>();
  return watch(one.get()); // want: 'one' is destroyed when the function returns
}
task<int> pointer_into(std::string text) {
  return first(text.c_str()); // want: 'text' is destroyed when the function returns
}
task<int> view_of(std::vector<int> numbers) {
  return sum(std::span<const int>(numbers)); // want: 'numbers' is destroyed when the function returns
}
task<int> named_first(std::string text) {
  auto work = length_of(text); // want: 'text' is destroyed when the function returns
  return work;
}
task<int> moved_out(std::string text) {
  auto work = length_of(text); // want: 'text' is destroyed when the function returns
  return std::move(work);
}
std::optional<task<int>> in_an_optional(std::string text) {
  return length(text); // want: 'text' is destroyed when the function returns
}
std::pair<int, task<int>> in_a_pair(std::string text) {
  return {1, length(text)}; // want: 'text' is destroyed when the function returns
}
named in_an_aggregate(std::string text) {
  return named{1, length(text)}; // want: 'text' is destroyed when the function returns
}
task<> kept_by_a_member_of_a_lambda() {
  std::vector<task<int>> pending;
  auto add = [&pending](std::string text) {
    pending.push_back(length_of(text)); // want: 'text' is destroyed at the end of its scope
  };
  add("one");
  co_await when_all(std::move(pending));
}

// ---- Silent ----

task<int> shared(std::shared_ptr<session> one) { return one->run(); }
/// What the lambda captured by reference lives outside of it.
task<> captured() {
  int limit = 3;
  session local;
  const auto count = [&limit](int n) -> task<int> { co_return co_await twice(n + limit); };
  const auto twice_that = [&count](int n) { return count(n); };
  const auto run = [&local] { return local.run(); };
  const auto length_by_name = [name = std::string("x")] { return length_of(name); };
  co_await twice_that(1);
  co_await run();
  co_await length_by_name();
}
task<> captured_and_collected() {
  std::string text = "one";
  std::vector<task<int>> pending;
  const auto add = [&] { pending.push_back(length_of(text)); };
  add();
  co_await when_all(std::move(pending));
}
class chain {
public:
  struct promise_type : detail::promise_value<int> {
    chain get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
  };
  template <class F> chain finally(F last) { return with(std::make_unique<holder<F>>(std::move(last))); }
  detail::awaiter<promise_type, int> operator co_await() const noexcept;

private:
  struct base {
    virtual ~base() = default;
  };
  template <class F> struct holder : base {
    explicit holder(F last) : last(std::move(last)) {}
    F last;
  };
  chain with(std::unique_ptr<base> last);
};
struct worker {
  int state = 0;
  chain run() {
    co_await twice(1);
    co_return state;
  }
};
chain goes_along() {
  auto one = std::make_unique<worker>();
  auto &work = *one;
  return work.run().finally([one = std::move(one)] {});
}
chain goes_along_in_place(std::unique_ptr<worker> one) {
  return one->run().finally([one = std::move(one)] {});
}
task<int> awaited() {
  auto one = std::make_unique<session>();
  co_return co_await one->run();
}

// What is behind a std::function isn't seen: it may need nothing of it.
task<task<>> wraps(std::function<task<>()> make) { co_return make(); }
task<> calls(std::function<task<>()> make) { return make(); }
