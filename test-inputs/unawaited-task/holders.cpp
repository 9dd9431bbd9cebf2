// Tasks that stay inside of something else: an optional, a smart pointer, a pair, an array, a struct.
#include "task.h"
#include <array>
#include <memory>

task<int> load(int row);
task<void> save(int row);
job<int> compute(int row);
bool cached(int row);
void use(int value);

struct request {
  int row;
  task<void> done;
};
struct exchange {
  task<int> question, answer;
};

task<int> neverTaken() {
  std::optional<task<int>> maybe = load(1);                     // want: the task in 'maybe' is never awaited, so it never runs
  std::optional<task<int>> braced{load(2)};                     // want: 'braced'
  auto pointer = std::make_unique<task<int>>(load(3));          // want: 'pointer'
  std::unique_ptr<task<int>> owned(new task<int>(load(4)));     // want: 'owned'
  auto pair = std::make_pair(load(5), load(6));                 // want: the tasks in 'pair' are never awaited
  std::tuple<task<int>, int> tuple(load(7), 7);                 // want: the task in 'tuple'
  std::array<task<int>, 2> array{load(8), load(9)};             // want: the tasks in 'array'
  task<int> plain[] = {load(10), load(11)};                     // want: the tasks in 'plain'
  request sent{12, save(12)};                                   // want: the task in 'sent'
  request named{.row = 13, .done = save(13)};                   // want: 'named'
  std::optional<request> nested = request{14, save(14)};        // want: 'nested'
  auto eager = std::optional<job<int>>(compute(15));            // want: the task in 'eager' is never awaited: nobody waits for it, and its error is lost
  co_return 0;
}

task<int> onlyAsked(int row) {
  std::optional<task<int>> maybe;
  if (!cached(row))
    maybe = load(row); // want: the task in 'maybe' is never awaited
  if (maybe.has_value() && maybe)
    use(row);
  maybe.reset();
  std::optional<task<int>> later;
  later.emplace(load(row)); // want: 'later'
  request sent{row, save(row)}; // want: 'sent'
  use(sent.row);
  co_return 0;
}

task<int> oneOfTwo() {
  auto both = std::make_tuple(load(1), load(2)); // want: the task in element 1 of 'both' is never awaited
  auto pair = std::pair(load(3), load(4));       // want: the task in 'pair.first' is never awaited
  exchange talk{load(5), load(6)};               // want: the task in 'talk.answer' is never awaited
  exchange later{load(7), load(8)};
  later.answer = load(9);
  co_return co_await std::get<0>(both) + co_await pair.second + co_await talk.question + co_await later.question + co_await later.answer;
}

std::pair<task<int>, task<int>> makeBoth();

task<int> bindings() {
  auto [one, two] = std::pair(load(1), load(2)); // want: the task in 'two' is never awaited
  auto [left, right] = makeBoth();               // want: the task in 'right' is never awaited
  auto [row, done] = request{3, save(3)};        // want: the task in 'done' is never awaited
  auto [first, _] = makeBoth();
  co_return co_await one + co_await left + row + co_await first;
}

// ---- Silent ----

task<int> taken(int row) {
  std::optional<task<int>> maybe;
  if (!cached(row))
    maybe = load(row);
  auto pointer = std::make_unique<task<int>>(load(2));
  std::array<task<int>, 2> array{load(3), load(4)};
  task<int> plain[] = {load(5), load(6)};
  request sent{7, save(7)};
  int sum = 0;
  if (maybe)
    sum += co_await *maybe;
  sum += co_await *pointer + co_await array[0];
  for (auto &one : plain)
    sum += co_await one;
  co_await std::move(sent.done);
  co_return sum;
}

void keep(request work);
void look(const std::optional<task<int>> &work);
struct owner {
  std::optional<task<int>> held;
  std::unique_ptr<task<int>> owned;
  void fill() {
    held = load(1);
    auto made = std::make_unique<task<int>>(load(2));
    owned = std::move(made);
  }
};

request handedOn() {
  request moved{1, save(1)};
  keep(std::move(moved));
  std::optional<task<int>> shown = load(2);
  look(shown);
  auto started = std::make_unique<task<void>>(save(3));
  started->start();
  request returned{4, save(4)};
  return returned;
}

task<int> captured() {
  std::optional<task<int>> maybe = load(1);
  auto [one, two] = makeBoth();
  auto run = [&]() -> task<int> { co_return co_await *maybe + co_await one + co_await two; };
  co_return co_await run();
}

task<int> allBindings() {
  auto [one, two] = makeBoth();
  auto moved = std::move(two);
  auto &[three, four] = *new std::pair(load(3), load(4));
  co_return co_await one + co_await moved + co_await three;
}

/// Whose destructor does something with its task.
struct joined {
  task<void> work;
  ~joined() { sync_wait(std::move(work)); }
  template <class T> static void sync_wait(T);
};
void joins() { joined scope{save(1)}; }

struct alignas(8) place {
  int row;
};
void noTask() {
  std::optional<place> none = place{1};
  auto [row] = place{2};
}

void onlyDeclared() {
  [[maybe_unused]] std::optional<job<int>> keptOn = compute(1);
}
