// Results whose value is a default one where it failed: to take it is no look at the error.
#include "task.h"
#include <map>
#include <optional>
#include <string>
#include <variant>

struct error {
  std::string text;
};
template <class T> class reply {
public:
  reply(T value) : state_(std::move(value)) {}
  reply(error e) : state_(std::move(e)) {}
  bool is_ok() const { return state_.index() == 0; }
  T value() const { return is_ok() ? std::get<0>(state_) : T(); }
  T taken() const { return std::get<0>(state_); }
  error get_error() const { return is_ok() ? error() : std::get<1>(state_); }

private:
  std::variant<T, error> state_;
};
task<reply<std::map<std::string, int>>> load(int number);
task<reply<int>> count(int number);
void use(int value);

task<void> merges(std::map<std::string, int> all) {
  const auto found = co_await load(1); // want: nothing looks at the error in 'found': a failure goes unseen
  all["a"] = found.value()["a"];
  use(all["a"]);
}
task<void> counts() {
  auto found = co_await count(1); // want: nothing looks at the error in 'found'
  use(found.value());
}

// ---- Silent

task<void> asks_first() {
  auto found = co_await count(1);
  if (!found.is_ok())
    co_return;
  use(found.value());
}
task<void> shows_the_error() {
  auto found = co_await count(1);
  use(static_cast<int>(found.get_error().text.size()));
  use(found.value());
}
task<void> takes_what_throws() {
  auto found = co_await count(1);
  use(found.taken());
}
