// Results that refer to what the coroutine itself owned.
#include "task.h"
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

task<std::string> read_line();
task<> pause();
struct row {
  int number;
  std::string text;
};
std::string global;

// ---- Found ----

task<std::string_view> view_of_local() {
  std::string text = co_await read_line();
  co_return text; // want: 'text' is destroyed when the coroutine returns, and its caller gets a view of it
}
task<std::string_view> written_view() {
  const std::string text = co_await read_line();
  co_return std::string_view(text); // want: 'text' is destroyed when the coroutine returns
}
task<std::string_view> view_of_parameter(std::string text) {
  co_await pause();
  co_return text; // want: 'text' is destroyed when the coroutine returns
}
task<std::string_view> view_of_temporary() {
  co_return co_await read_line(); // want: this temporary is destroyed when the coroutine returns, and its caller gets a view of it
}
task<std::span<const int>> span_of_local() {
  std::vector<int> numbers{1, 2};
  co_await pause();
  co_return numbers; // want: 'numbers' is destroyed when the coroutine returns
}
task<const row *> address_of_local() {
  row own{};
  co_await pause();
  co_return &own; // want: 'own' is destroyed when the coroutine returns, and its caller gets a pointer to it
}
task<const char *> characters() {
  std::string text = co_await read_line();
  co_return text.c_str(); // want: 'text' is destroyed when the coroutine returns, and its caller gets a pointer to it
}
template <class T> task<const T *> address_in_template(T own) {
  co_await pause();
  co_return &own; // want: 'own' is destroyed when the coroutine returns
}
template task<const int *> address_in_template<int>(int);
task<> in_a_lambda() {
  auto read = []() -> task<std::string_view> {
    std::string text = co_await read_line();
    co_return text; // want: 'text' is destroyed when the coroutine returns
  };
  co_await read();
}

// ---- Silent ----

task<std::string> value_of_local() {
  std::string text = co_await read_line();
  co_return text;
}
task<std::string_view> literal_or_global(bool which) {
  co_await pause();
  if (which)
    co_return "a literal";
  co_return global;
}
task<std::string_view> part_of_what_was_given(std::string_view text) {
  co_await pause();
  co_return text.substr(1);
}
task<std::string_view> of_reference(const std::string &text) {
  co_await pause();
  co_return text;
}
task<const row *> found(std::vector<row> &rows) {
  co_await pause();
  row &first = rows.front();
  for (row &each : rows)
    if (each.number > first.number)
      co_return &each;
  co_return &first;
}
task<const row *> static_one() {
  static row own;
  co_await pause();
  co_return &own;
}
task<std::optional<std::string>> made_optional() {
  std::string text = co_await read_line();
  co_return text;
}
struct cache {
  std::string last;
  task<std::string_view> read() {
    last = co_await read_line();
    co_return last;
  }
  task<const std::string *> address() {
    co_await pause();
    co_return &last;
  }
};
task<> captured_by_reference() {
  std::string text = co_await read_line();
  auto show = [&]() -> task<std::string_view> { co_return text; };
  co_await show();
}

// ---- Views of the result of an await ---------------------------------------------------------------------------------

task<int> counts_letters() {
  std::string_view line = co_await read_line(); // want: 'line' shows the result of this await, which is destroyed at the end of the expression
  co_await pause();
  co_return static_cast<int>(line.size());
}
task<int> counts_by_pointer() {
  const char *line = (co_await read_line()).c_str(); // want: 'line' shows the result of this await
  co_return *line;
}
task<std::string_view> shared_line();
task<int> counts_silently() {
  std::string line = co_await read_line();
  std::string_view view = line;
  std::string_view shared = co_await shared_line();
  co_return static_cast<int>(view.size() + shared.size() + (co_await read_line()).size());
}
